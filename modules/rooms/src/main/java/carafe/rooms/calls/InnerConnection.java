package carafe.rooms.calls;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.api.FetchException;
import carafe.rooms.api.FetchException.Reason;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.calls.RoomCalls.Ears;
import carafe.rooms.connection.Connection;
import carafe.rooms.connection.Inbox;
import carafe.rooms.frame.CloseCodes;
import carafe.rooms.frame.Frame;
import carafe.rooms.frame.Frames;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.ClientLanguage.Answered;
import carafe.rooms.party.ClientLanguage.Reading;
import carafe.rooms.party.ClientLanguage.Trouble;
import carafe.rooms.party.ClientLanguage.Understood;
import carafe.rooms.party.RoomType;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection from a room to another, in place of a client's WebSocket: what one side says the
 * other is told, with no bytes on a wire.
 *
 * <pre>
 * COMING ──the room has welcomed it──▶ OPEN ──either side closes it, or the room goes──▶ OVER
 *    └──────────closed, or too late─────────────────────────────────────────────────────▲
 * </pre>
 *
 * <p>The ears hear nothing before the welcome; what the room says until then is kept.
 */
final class InnerConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(InnerConnection.class);

  private enum Phase {
    COMING,
    OPEN,
    OVER
  }

  private final Visitor visitor;
  private final RoomType type;
  private final String name;
  private final CallSettings settings;
  private final InstantSource wall;
  private final Ears ears;
  private final Runnable whenOver;
  private final Handle handle = new Handle();
  private final CompletableFuture<RoomSocket> opened = new CompletableFuture<>();

  // What follows is written and read under the lock.
  private final Object lock = new Object();
  private final Backlog backlog;
  private Phase phase = Phase.COMING;
  private boolean welcome;
  private boolean telling;
  private @Nullable Inbox inbox;
  private Told.@Nullable Closed ending;

  /** Only for whoever is {@link #telling}. */
  private boolean introduced;

  /**
   * @param name what the other room is called in errors
   */
  InnerConnection(
      Visitor visitor,
      RoomType type,
      String name,
      CallSettings settings,
      InstantSource wall,
      Ears ears,
      Runnable whenOver) {
    this.visitor = visitor;
    this.type = type;
    this.name = name;
    this.settings = settings;
    this.wall = wall;
    this.ears = ears;
    this.whenOver = whenOver;
    this.backlog = new Backlog(settings, ears);
  }

  /** Comes to the socket when the other room has welcomed it. */
  CompletableFuture<RoomSocket> opened() {
    return opened;
  }

  /** It takes too long. */
  void giveUpUnlessOpen() {
    if (opened.isDone()) {
      return;
    }
    end(
        new Told.Closed(CloseCodes.LOST, "", false),
        new FetchException(
            Reason.TIMEOUT,
            "%s did not take the connection within %s"
                .formatted(name, Shown.of(settings.timeout()))));
  }

  // ---- the other room's side

  @Override
  public Visitor visitor() {
    return visitor;
  }

  /** Wrong credentials that rooms show each other draw on one budget, that of this machine. */
  @Override
  public InetAddress address() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public void attached(Inbox taken) {
    Told.Closed already;
    synchronized (lock) {
      inbox = taken;
      already = ending;
    }
    if (already != null) {
      tell(taken, already);
    }
  }

  @Override
  public void welcomed() {
    synchronized (lock) {
      if (phase != Phase.COMING) {
        return;
      }
      phase = Phase.OPEN;
      welcome = true;
    }
    tellEars();
  }

  @Override
  public void send(Frame frame) {
    ByteString payload = Frames.payload(frame);
    Told message =
        Frames.isText(frame)
            ? new Told.Text(payload.utf8String(), payload.size())
            : new Told.Binary(payload);
    boolean tooMuch;
    synchronized (lock) {
      if (phase == Phase.OVER) {
        return;
      }
      tooMuch = !backlog.add(message);
      if (tooMuch) {
        backlog.clear();
      }
    }
    if (tooMuch) {
      close(CloseCodes.TRY_AGAIN, "too slow: too much waits to be dealt with");
    } else {
      tellEars();
    }
  }

  @Override
  public void close(int code, String reason) {
    end(
        new Told.Closed(code, reason, true),
        new FetchException(
            isAway(code) ? Reason.UNAVAILABLE : Reason.REFUSED,
            "%s closed the connection while it opened: %d %s".formatted(name, code, reason)));
  }

  private static boolean isAway(int code) {
    return code == CloseCodes.TRY_AGAIN
        || code == CloseCodes.RESTART
        || code == CloseCodes.FAILED
        || code == CloseCodes.GOING_AWAY;
  }

  @Override
  public boolean endsWithRoom() {
    return true;
  }

  @Override
  public void roomGone() {
    end(
        new Told.Closed(CloseCodes.RESTART, "the other room stopped or moved", false),
        new FetchException(
            Reason.UNAVAILABLE, name + " stopped or moved while the connection opened"));
  }

  @Override
  public int unansweredMax(int usual) {
    return Math.max(usual, settings.socketUnansweredMax());
  }

  @Override
  public Duration silence() {
    return Duration.ZERO;
  }

  // ---- the calling room's side

  private final class Handle implements RoomSocket {
    @Override
    public void send(String text) {
      byte[] utf8 = text.getBytes(UTF_8);
      say(utf8.length, () -> type.language().text(utf8));
    }

    @Override
    public void send(ByteString bytes) {
      say(bytes.size(), () -> type.language().binary(bytes.toArray()));
    }

    @Override
    public void close(int code, String reason) {
      CloseCodes.check(code);
      end(
          new Told.Closed(code, Frames.reason(reason), true),
          new FetchException(Reason.REFUSED, "closed"));
    }
  }

  private void say(int bytes, Supplier<Reading> reading) {
    Inbox room;
    synchronized (lock) {
      room = phase == Phase.OPEN ? inbox : null;
    }
    if (room == null) {
      return;
    }
    if (bytes > type.messageBytesMax()) {
      send(type.language().trouble(Trouble.TOO_LARGE));
      close(
          CloseCodes.TOO_LARGE, "a message may have at most " + type.messageBytesMax() + " bytes");
      return;
    }
    switch (reading.get()) {
      case Understood it -> room.heard(it.message(), wall.instant());
      case Answered it -> send(it.answer());
    }
  }

  // ---- telling, and how it ends

  /** The first ending is the one that counts; before the welcome it is a failure to open. */
  private void end(Told.Closed how, FetchException before) {
    Inbox room;
    boolean failed;
    synchronized (lock) {
      if (phase == Phase.OVER) {
        return;
      }
      failed = phase == Phase.COMING;
      phase = Phase.OVER;
      ending = how;
      room = inbox;
      if (failed) {
        backlog.clear();
      } else {
        backlog.end(how);
      }
    }
    whenOver.run();
    if (room != null) {
      tell(room, how);
    }
    if (failed) {
      opened.completeExceptionally(before);
    } else {
      tellEars();
    }
  }

  private static void tell(Inbox inbox, Told.Closed how) {
    inbox.closed(how.code(), how.reason(), how.clean());
  }

  /** Whoever finds nobody telling tells all there is: one word after the other, in order. */
  private void tellEars() {
    synchronized (lock) {
      if (telling || !welcome) {
        return;
      }
      telling = true;
    }
    if (!introduced) {
      introduced = true;
      ears.opened(handle);
      opened.complete(handle);
    }
    for (Told next = next(); next != null; next = next()) {
      try {
        tell(next);
      } catch (RuntimeException e) {
        LOG.error("a room could not be told what {} said over a socket", name, e);
      }
    }
  }

  private void tell(Told told) {
    switch (told) {
      case Told.Text it -> ears.text(it.message());
      case Told.Binary it -> ears.binary(it.message());
      case Told.Closed it -> ears.closed(it.code(), it.reason(), it.clean());
    }
  }

  private @Nullable Told next() {
    synchronized (lock) {
      Told next = backlog.next();
      if (next == null) {
        telling = false;
      }
      return next;
    }
  }
}
