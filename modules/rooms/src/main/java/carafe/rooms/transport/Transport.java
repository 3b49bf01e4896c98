package carafe.rooms.transport;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/** What carries the bytes between sockets, Pekko HTTP and the conversations of WebSockets. */
public interface Transport {
  /**
   * Listens on a port.
   *
   * @param settings Pekko HTTP's; timeouts, bounds and socket options hold for every transport
   * @param handler answers requests; handshakes with what {@link #accept} makes of them. Returns at
   *     once: others wait for the thread that calls it
   * @return fails when the port cannot be had
   */
  CompletionStage<BoundServer> listen(
      ActorSystem<?> system,
      String address,
      int port,
      ServerSettings settings,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler);

  /**
   * The answer to a valid WebSocket handshake, which must be one that came through {@link #listen};
   * to be given as it is.
   *
   * @param opening starts the conversation, once the client can be talked to
   */
  HttpResponse accept(HttpRequest handshake, Function<Wire, Conversation> opening);
}
