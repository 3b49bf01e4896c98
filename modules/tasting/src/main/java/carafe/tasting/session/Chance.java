package carafe.tasting.session;

import carafe.rules.chance.Seed;
import carafe.rules.identity.ParticipantId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Where randomness enters: the rules get it as data. Thread-safe. */
public final class Chance {
  private static final int SEED_BYTES = 32;
  private static final int ID_BYTES = 12;

  /** One for all rooms: it is thread-safe, and those of the JDK share their source in any case. */
  private static final SecureRandom RANDOM = new SecureRandom();

  /** 256 fresh bits. */
  public Seed seed() {
    return new Seed(HexFormat.of().formatHex(bytes(SEED_BYTES)));
  }

  ParticipantId participant() {
    return new ParticipantId(
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(ID_BYTES)));
  }

  RandomGenerator generator() {
    return RANDOM;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
