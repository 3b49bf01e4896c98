package carafe.rooms.relay;

import carafe.rooms.connection.Connection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Connections that were sent to a relay and that it has not taken. When the relay fails nobody else
 * knows of them: their messages are lost with its mailbox.
 */
final class OnTheWay {
  private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

  /** For who sends it, before the message. */
  void sent(Connection connection) {
    connections.add(connection);
  }

  /** For the relay: it answers for this one from now on. */
  void arrived(Connection connection) {
    connections.remove(connection); // they arrive in the order they were sent: it is the first
  }

  /** Those that never arrived, once the relay has ended. */
  List<Connection> lost() {
    return List.copyOf(connections);
  }
}
