package carafe.rooms.transport.direct;

import java.nio.channels.SelectionKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.TLSPlacebo;
import org.apache.pekko.util.ByteString;

/** Pekko HTTP, without its sockets: one stream for each connection that speaks. */
final class HttpLayer {
  /** The connection a request came over. */
  static final AttributeKey<Upgrading> UPGRADING =
      AttributeKey.create("carafe-upgrading", Upgrading.class);

  private final ActorSystem<?> system;
  private final ServerSettings settings;
  private final Materializer materializer;
  private final BidiFlow<HttpResponse, ByteString, ByteString, HttpRequest, NotUsed> layer;
  private final Function<HttpRequest, CompletionStage<HttpResponse>> handler;

  HttpLayer(
      ActorSystem<?> system,
      ServerSettings settings,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    this.system = system;
    this.settings = settings;
    this.materializer = SystemMaterializer.get(system).materializer();
    this.layer = layer(system, settings);
    this.handler = handler;
  }

  /** The placebo's type says that it gives bytes of a session, which is all that HTTP takes. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static BidiFlow<HttpResponse, ByteString, ByteString, HttpRequest, NotUsed> layer(
      ActorSystem<?> system, ServerSettings settings) {
    return Http.get(system).serverLayer(settings).atop((BidiFlow) TLSPlacebo.getInstance());
  }

  /** One for each loop. */
  HandshakeReader reader() {
    return new HandshakeReader(system, settings);
  }

  /** Speaks HTTP from then on; not on the thread of its loop, which has others to read. */
  void begin(Socket socket, Exchange exchange, RemoteAddress remote, ByteString first) {
    socket.leave(SelectionKey.OP_READ);
    socket.become(exchange);
    system.executionContext().execute(() -> run(exchange, remote, first));
  }

  private void run(Exchange exchange, RemoteAddress remote, ByteString first) {
    try {
      NotUsed _ =
          Flow.of(HttpRequest.class)
              .mapAsync(1, request -> answer(exchange, remote, request))
              .join(layer)
              .join(Flow.fromGraph(new SocketStage(exchange, first)))
              .run(materializer);
    } catch (RuntimeException e) {
      // The system ends: so does the connection.
      exchange.abort();
    }
  }

  private CompletionStage<HttpResponse> answer(
      Exchange exchange, RemoteAddress remote, HttpRequest request) {
    return exchange
        .requestBegins(request.entity().isStrict())
        .orElseGet(
            () ->
                exchange.whenCaughtUp(
                    () -> handle(exchange, remote, request), system.executionContext()))
        .thenApply(
            response ->
                exchange.requestEnds() && response.status().intValue() != 101
                    ? response.addHeader(Connection.create("close"))
                    : response);
  }

  private CompletionStage<HttpResponse> handle(
      Upgrading upgrading, RemoteAddress remote, HttpRequest request) {
    return handler.apply(
        request
            .addAttribute(AttributeKeys.remoteAddress, remote)
            .addAttribute(UPGRADING, upgrading));
  }

  /** Asks the handler about a handshake that no stream has read. */
  CompletionStage<HttpResponse> ask(
      Upgrading upgrading, RemoteAddress remote, HttpRequest handshake) {
    try {
      return handle(upgrading, remote, handshake);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** Completes when nothing more runs here. */
  CompletionStage<?> ended() {
    return system.getWhenTerminated();
  }
}
