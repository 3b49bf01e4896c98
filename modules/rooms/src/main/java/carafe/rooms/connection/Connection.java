package carafe.rooms.connection;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.Visitor;
import java.net.InetAddress;
import java.time.Duration;

/**
 * One client's WebSocket, whatever transport carries its bytes. All methods may be called from any
 * thread and return at once.
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

  /** Sends what is queued, then a close frame, and waits a bounded time for the client's. */
  void close(int code, String reason);

  /** How long nothing (not even a pong) has come from the client. */
  Duration silence();
}
