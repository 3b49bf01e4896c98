package carafe.rooms.connection;

import carafe.rooms.frame.CloseCodes;
import org.jspecify.annotations.Nullable;

/**
 * The end of one {@link Conversation}, from its first word until the socket is gone. Under the
 * conversation's lock, unless it says otherwise.
 *
 * <pre>
 * CLOSING ──both sides said it, or time is up──▶ OVER
 * </pre>
 */
final class Goodbye {
  /** What the inbox hears of it. */
  record Ending(int code, String reason, boolean clean) {
    static final Ending LOST = new Ending(CloseCodes.LOST, "", false);

    void tell(Inbox inbox) {
      inbox.closed(code, reason, clean);
    }
  }

  private volatile boolean over;
  private volatile long due;

  /** Whether the client's close frame has come, or is not waited for any more. */
  private boolean answered;

  private boolean timeIsUp;
  private @Nullable Ending ending;

  /**
   * @param due how long the client's close frame is waited for: an instant of the monotonic clock
   */
  Goodbye(long due) {
    this.due = due;
  }

  // ---- for any thread

  /** Whether the socket is gone. */
  boolean isOver() {
    return over;
  }

  /** Whether waiting has taken long enough. */
  boolean isDue(long now) {
    return !over && now - due >= 0;
  }

  // ---- under the lock

  /** Waits no longer than this. */
  void hurry(long latest) {
    due = due - latest > 0 ? latest : due;
  }

  void answered() {
    answered = true;
  }

  boolean isAnswered() {
    return answered;
  }

  /** Waits no more for an answer, only for the client to read what is on its way. */
  void expectNoAnswer(long latest) {
    answered = true;
    due = latest;
  }

  /** The socket is to be cut. */
  void timeIsUp() {
    timeIsUp = true;
  }

  boolean isTimeUp() {
    return timeIsUp;
  }

  void over() {
    over = true;
  }

  /**
   * The first ending is the one that counts.
   *
   * @return whether this was it
   */
  boolean end(Ending how) {
    if (ending != null) {
      return false;
    }
    ending = how;
    return true;
  }

  /** Null while it has not come to that. */
  @Nullable Ending ending() {
    return ending;
  }
}
