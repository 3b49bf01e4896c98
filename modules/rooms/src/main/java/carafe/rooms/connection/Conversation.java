package carafe.rooms.connection;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.budget.Budgets;
import carafe.rooms.budget.ByteBudget;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import carafe.rooms.message.Visitor;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One connection from the handshake on, without its socket: what is made of the client's bytes,
 * what is written to it next, and how it ends.
 *
 * <pre>
 * OPEN ──close frame of either side, or a limit──▶ CLOSING ──both said it, or time is up──▶ OVER
 * </pre>
 *
 * <p>The {@link Connection} side is for any thread. The transport's side, from {@link #wantsBytes}
 * to {@link #ended}, is for one thread at a time; only {@link #take} and {@link #outlook} may be
 * called by others, {@code take} by one at a time.
 */
public final class Conversation implements Connection {
  /** What the transport shall do with the socket. */
  public enum Outlook {
    /**
     * Write what there is to {@linkplain #take take}, read if bytes are {@linkplain #wantsBytes
     * wanted}.
     */
    GOES_ON,
    /** Everything is said: end the connection once what was taken is written. */
    FINISH,
    /** Cut it at once. */
    ABORT
  }

  private enum Phase {
    OPEN,
    /** Our close frame is queued or sent; nothing reaches the inbox but the end. */
    CLOSING,
    OVER
  }

  private record Ending(int code, String reason, boolean clean) {
    static final Ending LOST = new Ending(CloseCodes.LOST, "", false);
  }

  /** How much is taken at a time: what waits longer can still be conflated. */
  private static final int WRITE_BYTES = 16 * 1024;

  private static final byte[] NOTHING = new byte[0];

  /** How long a client that broke the protocol, or is silent, may still read our close frame. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Visitor visitor;
  private final InetAddress address;
  private final @Nullable RoomAddress countedAs;
  private final ConnectionSettings settings;
  private final Clocks clocks;
  private final Wire wire;
  private final Consumer<Conversation> whenOver;
  private final Listening listening;

  // What follows is written under the lock of the outbox, and read under it unless volatile.
  private final Outbox outbox;
  private volatile Phase phase = Phase.OPEN;
  private volatile @Nullable Inbox inbox;
  private volatile long closeBy;

  /** Whether the client's close frame has come, or is not waited for any more. */
  private boolean answered;

  private boolean timeIsUp;
  private @Nullable Ending ending;

  private final ByteBudget unreadBudget;

  /** Null as long as no more than little ever waited for this client alone. */
  private volatile @Nullable Unread unread;

  /** More waits for the client than it may leave there and go on asking. */
  private volatile boolean behind;

  // Written by the transport's threads.
  private volatile long heardAt;
  private volatile long pingedAt;

  /**
   * @param arrival is not kept: room and type are the same for many
   * @param countedAs null when it does not enter
   */
  Conversation(
      Arrival arrival,
      @Nullable RoomAddress countedAs,
      ConnectionSettings settings,
      Clocks clocks,
      Budgets budgets,
      Wire wire,
      Consumer<Conversation> whenOver) {
    this.visitor = arrival.visitor();
    this.address = arrival.address();
    this.countedAs = countedAs;
    this.settings = settings;
    this.clocks = clocks;
    this.wire = wire;
    this.whenOver = whenOver;
    this.unreadBudget = budgets.unread();
    this.outbox = new Outbox(settings.outboundFramesMax(), settings.outboundBytesMax());
    long now = now();
    this.heardAt = now;
    this.pingedAt = now;
    this.listening =
        new Listening(this, arrival.type(), settings, budgets.arriving(), wire::wake, now);
  }

  /** As what the tally counts it, if it does. */
  @Nullable RoomAddress countedAs() {
    return countedAs;
  }

  // ---- the room's side

  @Override
  public Visitor visitor() {
    return visitor;
  }

  @Override
  public InetAddress address() {
    return address;
  }

  @Override
  public void attached(Inbox taken) {
    Ending already;
    synchronized (outbox) {
      if (inbox != null) {
        throw new IllegalStateException("a connection is attached once");
      }
      inbox = taken;
      already = ending;
    }
    if (already != null) {
      tell(taken, already);
    }
    wire.wake();
  }

  @Override
  public void send(Frame frame) {
    synchronized (outbox) {
      queue(frame, false);
    }
    wire.write();
  }

  @Override
  public void sendOwn(Frame frame) {
    List<Runnable> later = List.of();
    synchronized (outbox) {
      queue(frame, true);
      if (outbox.own() > Unread.FREE_BYTES && phase != Phase.OVER) {
        later = countOwn();
      }
    }
    later.forEach(Runnable::run);
    wire.write();
  }

  @Override
  public void send(List<Frame> frames) {
    synchronized (outbox) {
      for (Frame frame : frames) {
        queue(frame, false);
      }
    }
    wire.write();
  }

  /** To be called under the lock. */
  private void queue(Frame frame, boolean own) {
    if (phase != Phase.OPEN) {
      return;
    }
    if (!(own ? outbox.addOwn(frame) : outbox.add(frame))) {
      outbox.clear();
      startClosing(CloseCodes.TRY_AGAIN, "too slow: too much waits to be sent");
    } else if (outbox.bytes() > settings.outboundPauseBytes()) {
      behind = true;
    }
  }

  /**
   * Counts for the whole node what waits for this client alone. To be called under the lock.
   *
   * @return what is to be run without it
   */
  private List<Runnable> countOwn() {
    Unread counted = unread;
    if (counted == null) {
      counted = new Unread(unreadBudget, wire::wake);
      unread = counted;
    }
    List<Runnable> later = new ArrayList<>(1);
    counted.grow(outbox.own(), later);
    return later;
  }

  /** Less of it waits. To be called under the lock. */
  private void countLess() {
    Unread counted = unread;
    if (counted != null) {
      counted.shrink(outbox.own());
    }
  }

  @Override
  public void close(int code, String reason) {
    synchronized (outbox) {
      if (phase != Phase.OPEN) {
        return;
      }
      startClosing(code, reason);
    }
    wire.wake();
  }

  @Override
  public Duration silence() {
    return Duration.ofNanos(now() - heardAt);
  }

  // ---- the transport's side

  /** Whether to read on; when not, {@link Wire#wake} tells of the change. */
  public boolean wantsBytes() {
    return switch (phase) {
      case OPEN -> inbox != null && !behind;
      case CLOSING -> true;
      case OVER -> false;
    };
  }

  /** Takes what the client sent. */
  public void received(ByteBuffer bytes) {
    long now = now();
    heardAt = now;
    listening.received(bytes, now, clocks.wall().instant());
  }

  /** Looks at the clock, after every {@link Wire#wake}. */
  public void watch() {
    if (hasNoRoom()) {
      cut();
      return;
    }
    long now = now();
    switch (phase) {
      case OPEN -> {
        if (now - heardAt >= settings.silenceMax().toNanos()) {
          giveUp(CloseCodes.FAILED, "nothing came for " + settings.silenceMax().toSeconds() + " s");
        } else if (listening.isCutShort()) {
          listening.cutShort();
        } else if (pingIsDue(now)) {
          pingedAt = now;
          synchronized (outbox) {
            outbox.ping(Frames.ping(NOTHING));
          }
        }
      }
      case CLOSING -> {
        if (now - closeBy >= 0) {
          stopWaiting(now);
        }
      }
      case OVER -> {}
    }
  }

  /** The next bytes to write, whole frames; empty if there are none. */
  public ByteString take() {
    ByteString taken;
    boolean catchesUp;
    synchronized (outbox) {
      taken = phase == Phase.OVER ? ByteString.emptyByteString() : outbox.take(WRITE_BYTES);
      countLess();
      catchesUp = catchesUp();
    }
    if (catchesUp) {
      wire.wake();
    }
    return taken;
  }

  /**
   * Takes the next frames to write, in order and as they are, so many as {@link #take()} would.
   *
   * @param target stays as it is if there are none
   * @return whether nothing waits any more; whatever is queued later, {@link Wire#write} tells of
   */
  public boolean take(List<Frame> target) {
    boolean nothingWaits;
    boolean catchesUp;
    synchronized (outbox) {
      nothingWaits = phase == Phase.OVER || outbox.take(WRITE_BYTES, target);
      countLess();
      catchesUp = catchesUp();
    }
    if (catchesUp) {
      wire.wake();
    }
    return nothingWaits;
  }

  /** The client made room for some more of what was taken: who reads is not silent. */
  public void reads() {
    heardAt = now();
  }

  /** Whether reading goes on. */
  private boolean catchesUp() {
    if (!behind) {
      return false;
    }
    reads();
    behind = outbox.bytes() > settings.outboundPauseBytes();
    return !behind;
  }

  public Outlook outlook() {
    if (phase == Phase.OPEN) {
      return Outlook.GOES_ON;
    }
    synchronized (outbox) {
      if (timeIsUp) {
        return Outlook.ABORT;
      }
      return answered && outbox.isFinished() ? Outlook.FINISH : Outlook.GOES_ON;
    }
  }

  /** The socket is gone, or will send nothing any more. */
  public void ended() {
    synchronized (outbox) {
      if (phase == Phase.OVER) {
        return;
      }
      phase = Phase.OVER;
      outbox.clear();
      outbox.written(); // nor will it be
      countLess();
    }
    listening.end();
    end(Ending.LOST);
    whenOver.accept(this);
  }

  /** All that was taken is written; to be called when nothing more waits. */
  public void written() {
    Unread counted = unread;
    if (counted != null && counted.isDrawn()) {
      synchronized (outbox) {
        outbox.written();
        countLess();
      }
    }
  }

  /** Whether {@link #watch} has something to do. */
  boolean isDue() {
    if (hasNoRoom()) {
      return phase != Phase.OVER;
    }
    long now = now();
    return switch (phase) {
      case OPEN -> pingIsDue(now) || now - heardAt >= settings.silenceMax().toNanos();
      case CLOSING -> now - closeBy >= 0;
      case OVER -> false;
    };
  }

  void wake() {
    wire.wake();
  }

  // ---- what the client said

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  @Nullable Inbox inbox() {
    return inbox;
  }

  void pong(Frame frame) {
    synchronized (outbox) {
      outbox.pong(frame);
    }
  }

  void clientCloses(int code, String reason) {
    synchronized (outbox) {
      // A client that goes will not act on what is still queued.
      outbox.clear();
      if (phase == Phase.OPEN) {
        startClosing(code, "");
      }
      answered = true;
    }
    end(new Ending(code, reason, true));
  }

  // ---- how it ends

  private boolean pingIsDue(long now) {
    long pause = settings.pingAfter().toNanos();
    return now - heardAt >= pause && now - pingedAt >= pause;
  }

  /** Says why and goes, without expecting an answer. */
  void giveUp(int code, String why) {
    synchronized (outbox) {
      if (phase == Phase.OPEN) {
        startClosing(code, why);
      }
      long soon = now() + LINGER.toNanos();
      closeBy = closeBy - soon > 0 ? soon : closeBy;
    }
    end(Ending.LOST);
  }

  /** Whether others need the memory that waits for this client alone. */
  private boolean hasNoRoom() {
    Unread counted = unread;
    return counted != null && counted.isLost();
  }

  /** At once: what is being written to it would be there until it reads. */
  private void cut() {
    synchronized (outbox) {
      if (phase == Phase.OVER) {
        return;
      }
      phase = Phase.CLOSING;
      outbox.clear();
      timeIsUp = true;
    }
    end(Ending.LOST);
  }

  /** Ends without the client's answer; if that takes too long, cuts. */
  private void stopWaiting(long now) {
    end(Ending.LOST);
    synchronized (outbox) {
      if (outbox.isFinished() && !answered) {
        answered = true;
        closeBy = now + LINGER.toNanos();
      } else {
        timeIsUp = true;
      }
    }
  }

  /** To be called under the lock. */
  private void startClosing(int code, String reason) {
    outbox.close(Frames.close(code, reason));
    closeBy = now() + settings.closeTimeout().toNanos();
    phase = Phase.CLOSING;
  }

  /** The first ending is the one that counts, and that the inbox hears of. */
  private void end(Ending how) {
    Inbox room;
    synchronized (outbox) {
      if (ending != null) {
        return;
      }
      ending = how;
      room = inbox;
    }
    if (room != null) {
      tell(room, how);
    }
  }

  private static void tell(Inbox inbox, Ending how) {
    inbox.closed(how.code(), how.reason(), how.clean());
  }

  private long now() {
    return clocks.nanos().getAsLong();
  }
}
