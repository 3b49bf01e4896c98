package carafe.tasting.wire;

import carafe.rooms.frame.Frame;
import carafe.rooms.party.ClientLanguage;
import carafe.rules.chance.Seed;
import java.util.function.Supplier;

/** How the clients of a session talk: reads {@link FromClient} messages or says what is wrong. */
public final class GameLanguage implements ClientLanguage {
  private final boolean requireHostKey;
  private final Supplier<Seed> chance;

  /**
   * @param requireHostKey whether hosts without a key are refused
   * @param chance for the names of hosts that send none; thread-safe
   */
  public GameLanguage(boolean requireHostKey, Supplier<Seed> chance) {
    this.requireHostKey = requireHostKey;
    this.chance = chance;
  }

  @Override
  public Reading text(byte[] utf8) {
    throw new UnsupportedOperationException("helper wire" + requireHostKey + chance);
  }

  @Override
  public Reading binary(byte[] bytes) {
    throw new UnsupportedOperationException("helper wire");
  }

  @Override
  public Frame trouble(Trouble trouble) {
    throw new UnsupportedOperationException("helper wire");
  }
}
