package carafe.tasting.session;

import carafe.tasting.session.SessionMessage.ReserveReply;
import carafe.tasting.session.SessionMessage.Reserved;
import carafe.tasting.session.SessionMessage.Taken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Finds codes that nobody uses, by asking those that chance picks (PROTOCOL.md, 1). */
final class FreeCodes {
  /** How many codes of one length are tried before a longer one is. */
  private static final int TRIES = 8;

  /** How many rooms may fail to answer: then it is not the room, and the next ones are as slow. */
  private static final int SILENT_MAX = 2;

  /** Asks a code's room to keep it for the caller. */
  interface Desk {
    CompletionStage<ReserveReply> reserve(String code);
  }

  private final Desk desk;
  private final int digits;
  private final RandomGenerator random;

  /**
   * @param digits of the codes that are tried first
   */
  FreeCodes(Desk desk, int digits, RandomGenerator random) {
    this.desk = desk;
    this.digits = digits;
    this.random = random;
  }

  /** At the rooms of the cluster. */
  static FreeCodes of(ClusterSharding sharding, SessionSettings settings, Chance chance) {
    Desk desk =
        code ->
            sharding
                .entityRefFor(SessionRoom.ENTITY, code)
                .ask(SessionMessage.ReserveCode::new, settings.askTimeout());
    return new FreeCodes(desk, settings.codeDigits(), chance.generator());
  }

  /** A code that is the caller's for a while; empty when none was found, or rooms do not answer. */
  CompletionStage<Optional<String>> reserve() {
    return reserve(digits, TRIES, 0);
  }

  private CompletionStage<Optional<String>> reserve(int length, int tries, int silent) {
    if (length > SessionCode.DIGITS_MAX || silent == SILENT_MAX) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (tries == 0) {
      return reserve(length + 1, TRIES, silent);
    }
    String code = SessionCode.random(length, random);
    return desk.reserve(code)
        .handle((reply, _) -> Optional.ofNullable(reply))
        .thenCompose(
            reply ->
                switch (reply.orElse(null)) {
                  // a room that cannot say whether it is free is not
                  case null -> reserve(length, tries - 1, silent + 1);
                  case Reserved _ -> CompletableFuture.completedFuture(Optional.of(code));
                  case Taken _ -> reserve(length, tries - 1, silent);
                });
  }
}
