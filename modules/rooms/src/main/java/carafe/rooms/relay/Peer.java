package carafe.rooms.relay;

import carafe.rooms.connection.Connection;
import carafe.rooms.connection.Inbox;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.Member;
import carafe.rooms.message.Visitor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One connection as its relay keeps it, and the connection's way to the relay. Only the relay's
 * actor changes it; threads that help it tell many look at it while the relay waits for them.
 */
final class Peer implements Inbox {
  /** An {@link #openedAt} that no room has heard yet. */
  static final long UNHEARD = Long.MAX_VALUE;

  private final Consumer<Inner> relay;
  final int number;
  final Connection connection;

  /** Nanosecond time at which it came. */
  final long since;

  /** What waits for a verdict on its credentials, in order; null as long as nothing ever did. */
  private @Nullable Queue<Said.OfPeer> held;

  /** What the room keeps with it. */
  ByteString state = ByteString.emptyByteString();

  /** Whether a room is done with its opening: to the next incarnation it returns. */
  boolean welcomed;

  /** Number of the message that told the attached room of it. */
  long openedAt = UNHEARD;

  /** What it said that the room is not done with, held and waiting included. */
  int unanswered;

  /** Its message whose credentials the room is checking. */
  @Nullable Said checking;

  /** How many wrong credentials of it are being delayed. */
  int denials;

  /** The client is gone; the room is yet to be told. */
  boolean gone;

  /**
   * The room has closed it: this incarnation still hears of its end, but of nothing else, and the
   * next one of nothing at all.
   */
  boolean dismissed;

  /** The relay has nothing to do with it any more. */
  boolean forgotten;

  /** The newest fan-out that leaves it out. */
  long leftOutOf;

  Peer(Consumer<Inner> relay, int number, Connection connection, long since) {
    this.relay = relay;
    this.number = number;
    this.connection = connection;
    this.since = since;
  }

  @Override
  public void heard(ClientMessage message, Instant at) {
    relay.accept(new Inner.Spoke(this, message, at));
  }

  @Override
  public void closed(int code, String reason, boolean clean) {
    relay.accept(new Inner.Left(this, code, reason, clean));
  }

  void hold(Said.OfPeer said) {
    if (held == null) {
      held = new ArrayDeque<>();
    }
    held.add(said);
  }

  /** The first that was held, which is so no more. */
  Said.@Nullable OfPeer nextHeld() {
    return held == null ? null : held.poll();
  }

  Member member() {
    return new Member(number, connection.visitor(), state);
  }

  /** About how many bytes it takes on the way to another node, headers and all. */
  int weight() {
    Visitor visitor = connection.visitor();
    int chars = visitor.id().length() + visitor.path().length();
    for (Map.Entry<String, String> parameter : visitor.query().entrySet()) {
      chars += parameter.getKey().length() + parameter.getValue().length();
    }
    for (Map.Entry<String, List<String>> header : visitor.headers().entrySet()) {
      chars += header.getKey().length();
      for (String value : header.getValue()) {
        chars += value.length();
      }
    }
    return 100 + state.size() + 3 * chars;
  }

  /** Whether it ends when the room goes: nobody says again to the next what this one was told. */
  boolean endsNow() {
    return connection.endsWithRoom() && openedAt != UNHEARD && !gone;
  }

  /** Whether its next message waits for a verdict. */
  boolean isBlocked() {
    return !dismissed && (checking != null || denials > 0);
  }

  void send(Frame frame) {
    if (!gone && !forgotten) {
      connection.send(frame);
    }
  }

  /** One that nobody else is sent. */
  void sendOwn(Frame frame) {
    if (!gone && !forgotten) {
      connection.sendOwn(frame);
    }
  }

  void send(List<Frame> frames) {
    if (!gone && !forgotten) {
      connection.send(frames);
    }
  }
}
