package carafe.server.version;

import java.util.Optional;

/** The number this program was packaged with. */
public final class CarafeVersion {
  /**
   * Nodes with different numbers cannot talk, and refuse to be in one cluster. To be raised with
   * any change that the nodes of the release before would not understand: of what relays and rooms
   * say to each other, of events, of the number of shards.
   */
  public static final int PROTOCOL = 1;

  private CarafeVersion() {}

  /** For people. */
  public static String number() {
    return packaged().orElse("(unpackaged)");
  }

  /** A program run from its classes has none. */
  public static Optional<String> packaged() {
    return Optional.ofNullable(CarafeVersion.class.getPackage().getImplementationVersion());
  }
}
