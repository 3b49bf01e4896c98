package carafe.rooms.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** A port that a transport listens on, until it is told to stop. */
public interface BoundServer {
  /** Where it listens. */
  InetSocketAddress address();

  /** Takes no more connections; those that are there stay. Done when the port is free. */
  CompletionStage<Done> unbind();

  /**
   * Ends what is not a WebSocket: connections on which nothing is asked at once, others after their
   * answer. Done when that is so.
   *
   * @param deadline when those are cut that have no answer by then
   */
  CompletionStage<Done> terminate(Duration deadline);
}
