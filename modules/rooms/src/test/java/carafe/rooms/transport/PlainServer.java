package carafe.rooms.transport;

import carafe.rooms.budget.Budgets;
import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.http.Transports;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;

/**
 * A transport with a handler that answers each request with its path, but one for {@code /slow}
 * only when told to.
 */
public final class PlainServer implements AutoCloseable {
  private final ActorSystem<Void> system;
  private final BoundServer server;
  private final Budgets budgets;
  private final BlockingQueue<CompletableFuture<HttpResponse>> slow = new LinkedBlockingQueue<>();

  public PlainServer(String settings, Function<ServerSettings, ServerSettings> pekkoSettings) {
    Config config = ConfigFactory.parseString(settings).withFallback(ConfigFactory.load());
    system = ActorSystem.create(Behaviors.empty(), "plain", config);
    ConnectionSettings bounds = ConnectionSettings.of(config);
    budgets = Budgets.of(bounds.partialBytesMax(), bounds.unreadBytesMax());
    server =
        Transports.of(TransportSettings.of(config), budgets)
            .listen(
                system,
                "127.0.0.1",
                0,
                pekkoSettings.apply(ServerSettings.create(config)),
                this::answer)
            .toCompletableFuture()
            .join();
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request) {
    String path = request.getUri().path();
    if (path.equals("/slow")) {
      CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
      slow.add(answer);
      return answer;
    }
    return request
        .entity()
        .toStrict(20_000, system)
        .thenApply(
            body ->
                HttpResponse.create()
                    .withEntity(path + " " + body.getData().utf8String().length()));
  }

  /** A request for {@code /slow}, when one has come. */
  public CompletableFuture<HttpResponse> slow() throws InterruptedException {
    CompletableFuture<HttpResponse> next = slow.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nobody asked for /slow within 20 s");
    }
    return next;
  }

  /** How many such requests wait that nobody has asked for. */
  public int slowOnes() {
    return slow.size();
  }

  /** An answer without a look at the body. */
  public static HttpResponse early() {
    return HttpResponse.create().withEntity("early");
  }

  public Budgets budgets() {
    return budgets;
  }

  public BoundServer bound() {
    return server;
  }

  public int port() {
    return server.address().getPort();
  }

  @Override
  public void close() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
