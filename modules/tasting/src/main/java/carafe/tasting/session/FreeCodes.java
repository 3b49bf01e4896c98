package carafe.tasting.session;

import carafe.tasting.session.SessionMessage.Reserved;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Finds codes that nobody uses, by asking those that chance picks (PROTOCOL.md, 1). */
final class FreeCodes {
  /** How many codes of one length are tried before a longer one is. */
  private static final int TRIES = 8;

  private final ClusterSharding sharding;
  private final SessionSettings settings;
  private final Chance chance;

  FreeCodes(ClusterSharding sharding, SessionSettings settings, Chance chance) {
    this.sharding = sharding;
    this.settings = settings;
    this.chance = chance;
  }

  /** A code that is the caller's for a while; empty when none was found at any length. */
  CompletionStage<Optional<String>> reserve() {
    return reserve(settings.codeDigits(), TRIES);
  }

  private CompletionStage<Optional<String>> reserve(int digits, int tries) {
    if (digits > SessionCode.DIGITS_MAX) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (tries == 0) {
      return reserve(digits + 1, TRIES);
    }
    String code = SessionCode.random(digits, chance.generator());
    return sharding
        .entityRefFor(SessionRoom.ENTITY, code)
        .<SessionMessage.ReserveReply>ask(SessionMessage.ReserveCode::new, settings.askTimeout())
        // a room that cannot say whether it is free is not
        .exceptionally(_ -> new SessionMessage.Taken())
        .thenCompose(
            reply ->
                reply instanceof Reserved
                    ? CompletableFuture.completedFuture(Optional.of(code))
                    : reserve(digits, tries - 1));
  }
}
