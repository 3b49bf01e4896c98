package carafe.rooms.transport.direct;

import carafe.rooms.budget.Budgets;
import carafe.rooms.transport.TransportSettings;
import java.time.Duration;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * The bounds of one port.
 *
 * @param connectionsMax TCP connections at a time; one more is answered 503
 * @param refusedMax how many of those may linger at a time, beside the others, to be told so
 * @param newcomersPerTurn steps with new connections and handshakes that a loop takes before it
 *     looks at all others again
 * @param headBytesMax of the head of a request
 * @param bodyBytesMax of its body
 * @param headerTimeout until the head of a request has come
 * @param idleTimeout without a byte in either direction
 * @param linger how long a client may take to go once everything is said
 * @param budgets of all connections of the node together
 */
record Bounds(
    int connectionsMax,
    int refusedMax,
    int backlog,
    int newcomersPerTurn,
    int headBytesMax,
    long bodyBytesMax,
    Duration headerTimeout,
    Duration idleTimeout,
    Duration linger,
    Budgets budgets) {
  private static final int REFUSED_MAX = 256;
  private static final Duration LINGER = Duration.ofSeconds(2);

  static Bounds of(TransportSettings transport, ServerSettings pekko, Budgets budgets) {
    return new Bounds(
        pekko.getMaxConnections(),
        REFUSED_MAX,
        pekko.getBacklog(),
        transport.newcomersPerTurn(),
        transport.headBytesMax(),
        pekko.getParserSettings().getMaxContentLength(),
        transport.headerTimeout(),
        Duration.ofMillis(pekko.getTimeouts().idleTimeout().toMillis()),
        LINGER,
        budgets);
  }
}
