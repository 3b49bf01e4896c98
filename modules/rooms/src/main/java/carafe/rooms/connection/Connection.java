package carafe.rooms.connection;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.Visitor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * One client's WebSocket, whatever transport carries its bytes, or what stands for one. All methods
 * may be called from any thread and return at once.
 */
public interface Connection {
  /** What the client showed when it came. */
  Visitor visitor();

  /** The client's own address, behind trusted proxies too; draws on budgets, is never stored. */
  InetAddress address();

  /**
   * The relay has taken the connection: from now on what the client says goes to this inbox. Until
   * then nothing is read from the client.
   */
  void attached(Inbox inbox);

  /** Queues a frame. When the queue is over its bound the connection closes with 1013. */
  void send(Frame frame);

  /** The same with several in a row, which leave in one write where they can. */
  default void send(List<Frame> frames) {
    frames.forEach(this::send);
  }

  /**
   * Queues a frame that nobody else is sent: what waits of such is counted for the whole node, too.
   */
  default void sendOwn(Frame frame) {
    send(frame);
  }

  /** Sends what is queued, then a close frame, and waits a bounded time for the client's. */
  void close(int code, String reason);

  /** The room has dealt with its opening: it has been told all that follows from that. */
  default void welcomed() {}

  /**
   * Whether it ends with the room's incarnation that was told of it, instead of staying for the
   * next one. Such a one is told {@link #roomGone} then, and when it says more than {@link
   * #unansweredMax} it is closed, not warned.
   */
  default boolean endsWithRoom() {
    return false;
  }

  /** Only for one that {@link #endsWithRoom}: it has. */
  default void roomGone() {}

  /**
   * How much of what it said may wait for the room at once.
   *
   * @param usual what others may
   */
  default int unansweredMax(int usual) {
    return usual;
  }

  /** How long nothing (not even a pong) has come from the client. */
  Duration silence();
}
