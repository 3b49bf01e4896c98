package carafe.rooms.http;

import carafe.rooms.budget.ByteBudget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The body of a request while it comes: what has come is drawn from the node's budget, and is in
 * one piece, however small the pieces that were sent.
 */
final class ArrivingBody {
  /** The budget has nothing for it. */
  static final class NoRoom extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRoom() {
      super("no room for a body", null, false, false);
    }
  }

  private final SharedKillSwitch end = KillSwitches.shared("body");
  private final ByteBudget.Share share;
  private final int bytesMax;
  private int length;

  /**
   * @param bytesMax what does not come, as it is longer than announced, or than a body may be
   */
  ArrivingBody(ByteBudget budget, int bytesMax) {
    this.share = budget.share(() -> end.abort(new NoRoom()));
    this.bytesMax = bytesMax;
  }

  /**
   * Takes it all; fails with {@link NoRoom} among others.
   *
   * @param announced whether its length is: else a large chunk may come of which HTTP gives nothing
   *     before its end, so that all it may be is drawn at once
   */
  CompletionStage<Done> take(
      Source<ByteString, ?> pieces, boolean announced, Duration timeout, ActorSystem<?> system) {
    if (!announced && share.grow(bytesMax) == null) {
      end.abort(new NoRoom());
    }
    return pieces.via(end.flow()).completionTimeout(timeout).runForeach(this::add, system);
  }

  private void add(ByteString piece) {
    byte[] bytes = share.bytes();
    int needed = length + piece.size();
    if (bytes != null && needed > bytes.length) {
      bytes = share.grow((int) Math.max(needed, Math.min(bytesMax, 2L * length)));
    }
    if (bytes == null) {
      throw new NoRoom();
    }
    int _ = piece.copyToBuffer(ByteBuffer.wrap(bytes, length, piece.size()));
    length = needed;
  }

  /**
   * All of it, after it has come; it stays in the budget until it is {@linkplain #release
   * released}.
   */
  ByteString whole() {
    byte[] bytes = share.bytes();
    if (bytes == null || !share.keep()) {
      throw new NoRoom();
    }
    return ByteString.fromArrayUnsafe(bytes, 0, length);
  }

  void release() {
    share.release();
  }
}
