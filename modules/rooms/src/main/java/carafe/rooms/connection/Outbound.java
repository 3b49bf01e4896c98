package carafe.rooms.connection;

import carafe.rooms.budget.ByteBudget;
import carafe.rooms.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client, and what is done about much of it: beyond a bound nothing more is
 * queued, a client that is behind is not read from, and what waits for it alone is counted for the
 * whole node. It is its own lock, and to be held by who calls, unless a method says otherwise.
 */
final class Outbound {
  /** How much is taken at a time: what waits longer can still be conflated. */
  private static final int WRITE_BYTES = 16 * 1024;

  private final Outbox outbox;
  private final ConnectionSettings settings;
  private final ByteBudget unreadBudget;

  /** Null as long as no more than little ever waited for this client alone. */
  private volatile @Nullable Unread unread;

  /** More waits for the client than it may leave there and go on asking. */
  private volatile boolean behind;

  Outbound(ConnectionSettings settings, ByteBudget unreadBudget) {
    this.settings = settings;
    this.unreadBudget = unreadBudget;
    this.outbox = new Outbox(settings.outboundFramesMax(), settings.outboundBytesMax());
  }

  // ---- what is queued

  /**
   * @param own whether nobody else is sent this frame
   * @return false, and nothing waits any more, if that was too much
   */
  boolean add(Frame frame, boolean own) {
    if (!(own ? outbox.addOwn(frame) : outbox.add(frame))) {
      outbox.clear();
      return false;
    }
    if (outbox.bytes() > settings.outboundPauseBytes()) {
      behind = true;
    }
    return true;
  }

  void pong(Frame frame) {
    outbox.pong(frame);
  }

  void ping(Frame frame) {
    outbox.ping(frame);
  }

  /** The last frame, after all that waits. */
  void close(Frame frame) {
    outbox.close(frame);
  }

  /** Drops everything but the close frame. */
  void clear() {
    outbox.clear();
  }

  /** Whether the close frame has been taken. */
  boolean isFinished() {
    return outbox.isFinished();
  }

  // ---- what is taken

  /** The next bytes to write, whole frames; empty if there are none. */
  ByteString take() {
    ByteString taken = outbox.take(WRITE_BYTES);
    countLess();
    return taken;
  }

  /**
   * The same, frame by frame.
   *
   * @return whether nothing waits any more
   */
  boolean take(List<Frame> target) {
    boolean nothingWaits = outbox.take(WRITE_BYTES, target);
    countLess();
    return nothingWaits;
  }

  /** All that was taken is written, or never will be. */
  void written() {
    outbox.written();
    countLess();
  }

  // ---- who is behind

  /** For any thread. */
  boolean isBehind() {
    return behind;
  }

  /** Whether the client was behind and is no longer, now that something was taken. */
  boolean hasCaughtUp() {
    if (!behind) {
      return false;
    }
    behind = outbox.bytes() > settings.outboundPauseBytes();
    return !behind;
  }

  // ---- what waits for this client alone

  /** Whether so much waits for it alone that the node has to know. */
  boolean mustBeCounted() {
    return outbox.own() > Unread.FREE_BYTES;
  }

  /**
   * Counts it for the whole node.
   *
   * @param whenLost called, without the lock and by any thread, when {@link #hasNoRoom} becomes so
   * @return what is to be run without the lock
   */
  List<Runnable> count(Runnable whenLost) {
    Unread counted = unread;
    if (counted == null) {
      counted = new Unread(unreadBudget, whenLost);
      unread = counted;
    }
    List<Runnable> later = new ArrayList<>(1);
    counted.grow(outbox.own(), later);
    return later;
  }

  private void countLess() {
    Unread counted = unread;
    if (counted != null) {
      counted.shrink(outbox.own());
    }
  }

  /** Whether any of it is counted; for any thread. */
  boolean isCounted() {
    Unread counted = unread;
    return counted != null && counted.isDrawn();
  }

  /** Whether others need the memory; for any thread. */
  boolean hasNoRoom() {
    Unread counted = unread;
    return counted != null && counted.isLost();
  }
}
