package carafe.rooms.connection;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.budget.Budgets;
import carafe.rooms.connection.Goodbye.Ending;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import carafe.rooms.message.Visitor;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
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

  private static final Frame PING = Frames.ping(new byte[0]);

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

  /** The lock of what follows, too. */
  private final Outbound outbound;

  private volatile @Nullable Inbox inbox;

  /** Null while it is open. */
  private volatile @Nullable Goodbye goodbye;

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
    this.outbound = new Outbound(settings, budgets.unread());
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
    synchronized (outbound) {
      if (inbox != null) {
        throw new IllegalStateException("a connection is attached once");
      }
      inbox = taken;
      already = goodbye == null ? null : goodbye.ending();
    }
    if (already != null) {
      already.tell(taken);
    }
    wire.wake();
  }

  @Override
  public void send(Frame frame) {
    synchronized (outbound) {
      queue(frame, false);
    }
    wire.write();
  }

  @Override
  public void sendOwn(Frame frame) {
    List<Runnable> later = List.of();
    synchronized (outbound) {
      queue(frame, true);
      if (outbound.mustBeCounted() && !isOver()) {
        later = outbound.count(wire::wake);
      }
    }
    later.forEach(Runnable::run);
    wire.write();
  }

  @Override
  public void send(List<Frame> frames) {
    synchronized (outbound) {
      for (Frame frame : frames) {
        queue(frame, false);
      }
    }
    wire.write();
  }

  /** To be called under the lock. */
  private void queue(Frame frame, boolean own) {
    if (isOpen() && !outbound.add(frame, own)) {
      startClosing(CloseCodes.TRY_AGAIN, "too slow: too much waits to be sent");
    }
  }

  @Override
  public void close(int code, String reason) {
    synchronized (outbound) {
      if (!isOpen()) {
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
    Goodbye closing = goodbye;
    return closing == null ? inbox != null && !outbound.isBehind() : !closing.isOver();
  }

  /** Takes what the client sent. */
  public void received(ByteBuffer bytes) {
    long now = now();
    heardAt = now;
    listening.received(bytes, now, clocks.wall().instant());
  }

  /** Looks at the clock, after every {@link Wire#wake}. */
  public void watch() {
    if (outbound.hasNoRoom()) {
      cut();
      return;
    }
    long now = now();
    Goodbye closing = goodbye;
    if (closing != null) {
      if (closing.isDue(now)) {
        stopWaiting(closing, now);
      }
    } else if (isSilent(now)) {
      giveUp(CloseCodes.FAILED, "nothing came for " + settings.silenceMax().toSeconds() + " s");
    } else if (listening.isCutShort()) {
      listening.cutShort();
    } else if (pingIsDue(now)) {
      pingedAt = now;
      synchronized (outbound) {
        outbound.ping(PING);
      }
    }
  }

  /** The next bytes to write, whole frames; empty if there are none. */
  public ByteString take() {
    ByteString taken;
    boolean catchesUp;
    synchronized (outbound) {
      taken = isOver() ? ByteString.emptyByteString() : outbound.take();
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
    synchronized (outbound) {
      nothingWaits = isOver() || outbound.take(target);
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
    if (!outbound.isBehind()) {
      return false;
    }
    reads();
    return outbound.hasCaughtUp();
  }

  public Outlook outlook() {
    Goodbye closing = goodbye;
    if (closing == null) {
      return Outlook.GOES_ON;
    }
    synchronized (outbound) {
      if (closing.isTimeUp()) {
        return Outlook.ABORT;
      }
      return closing.isAnswered() && outbound.isFinished() ? Outlook.FINISH : Outlook.GOES_ON;
    }
  }

  /** The socket is gone, or will send nothing any more. */
  public void ended() {
    Goodbye closing;
    synchronized (outbound) {
      if (isOver()) {
        return;
      }
      closing = goodbye == null ? startGoodbye() : goodbye;
      closing.over();
      outbound.clear();
      outbound.written(); // nor will it be
    }
    listening.end();
    end(closing, Ending.LOST);
    whenOver.accept(this);
  }

  /** All that was taken is written; to be called when nothing more waits. */
  public void written() {
    if (outbound.isCounted()) {
      synchronized (outbound) {
        outbound.written();
      }
    }
  }

  /** Whether {@link #watch} has something to do. */
  boolean isDue() {
    if (outbound.hasNoRoom()) {
      return !isOver();
    }
    long now = now();
    Goodbye closing = goodbye;
    return closing == null ? isSilent(now) || pingIsDue(now) : closing.isDue(now);
  }

  void wake() {
    wire.wake();
  }

  // ---- what the client said

  boolean isOpen() {
    return goodbye == null;
  }

  @Nullable Inbox inbox() {
    return inbox;
  }

  void pong(Frame frame) {
    synchronized (outbound) {
      outbound.pong(frame);
    }
  }

  void clientCloses(int code, String reason) {
    Goodbye closing;
    synchronized (outbound) {
      // A client that goes will not act on what is still queued.
      outbound.clear();
      closing = startClosing(code, "");
      closing.answered();
    }
    end(closing, new Ending(code, reason, true));
  }

  // ---- how it ends

  private boolean isOver() {
    Goodbye closing = goodbye;
    return closing != null && closing.isOver();
  }

  private boolean isSilent(long now) {
    return now - heardAt >= settings.silenceMax().toNanos();
  }

  private boolean pingIsDue(long now) {
    long pause = settings.pingAfter().toNanos();
    return now - heardAt >= pause && now - pingedAt >= pause;
  }

  /** Says why and goes, without expecting an answer. */
  void giveUp(int code, String why) {
    Goodbye closing;
    synchronized (outbound) {
      closing = startClosing(code, why);
      closing.hurry(now() + LINGER.toNanos());
    }
    end(closing, Ending.LOST);
  }

  /** At once: what is being written to it would be there until it reads. */
  private void cut() {
    Goodbye closing;
    synchronized (outbound) {
      if (isOver()) {
        return;
      }
      closing = goodbye == null ? startGoodbye() : goodbye;
      outbound.clear();
      closing.timeIsUp();
    }
    end(closing, Ending.LOST);
  }

  /** Ends without the client's answer; if that takes too long, cuts. */
  private void stopWaiting(Goodbye closing, long now) {
    end(closing, Ending.LOST);
    synchronized (outbound) {
      if (outbound.isFinished() && !closing.isAnswered()) {
        closing.expectNoAnswer(now + LINGER.toNanos());
      } else {
        closing.timeIsUp();
      }
    }
  }

  /** Unless that has begun. To be called under the lock. */
  private Goodbye startClosing(int code, String reason) {
    Goodbye begun = goodbye;
    if (begun != null) {
      return begun;
    }
    outbound.close(Frames.close(code, reason));
    return startGoodbye();
  }

  /** To be called under the lock. */
  private Goodbye startGoodbye() {
    Goodbye begins = new Goodbye(now() + settings.closeTimeout().toNanos());
    goodbye = begins;
    return begins;
  }

  /** The first ending is the one that counts, and that the inbox hears of. */
  private void end(Goodbye closing, Ending how) {
    Inbox room;
    synchronized (outbound) {
      if (!closing.end(how)) {
        return;
      }
      room = inbox;
    }
    if (room != null) {
      how.tell(room);
    }
  }

  private long now() {
    return clocks.nanos().getAsLong();
  }
}
