package carafe.rooms.transport.direct;

import carafe.rooms.budget.Budgets;
import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import carafe.rooms.transport.BoundServer;
import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * WebSockets on selector loops of our own. A plain handshake is answered there; anything else goes
 * through Pekko HTTP, whose stream a socket leaves when it becomes a WebSocket after all (STACK.md,
 * "A direct transport under Pekko HTTP").
 */
public final class DirectTransport implements Transport {
  private final TransportSettings settings;
  private final Budgets budgets;

  public DirectTransport(TransportSettings settings, Budgets budgets) {
    this.settings = settings;
    this.budgets = budgets;
  }

  @Override
  public CompletionStage<BoundServer> listen(
      ActorSystem<?> system,
      String address,
      int port,
      ServerSettings pekko,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    try {
      return CompletableFuture.completedStage(
          DirectServer.start(
              Port.open(address, port, pekko),
              settings.loops(),
              Bounds.of(settings, pekko, budgets),
              new HttpLayer(system, pekko, handler)));
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  @Override
  public HttpResponse accept(HttpRequest handshake, Function<Wire, Conversation> opening) {
    return handshake.getAttribute(HttpLayer.UPGRADING).orElseThrow().accept(handshake, opening);
  }
}
