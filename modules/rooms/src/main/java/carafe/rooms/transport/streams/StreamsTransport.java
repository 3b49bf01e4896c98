package carafe.rooms.transport.streams;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import carafe.rooms.transport.BoundServer;
import carafe.rooms.transport.Switching;
import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * WebSockets as streams of bytes on Pekko TCP: Pekko HTTP does the handshake, the frames are ours.
 */
public final class StreamsTransport implements Transport {
  private final TransportSettings settings;

  public StreamsTransport(TransportSettings settings) {
    this.settings = settings;
  }

  @Override
  public CompletionStage<BoundServer> listen(
      ActorSystem<?> system,
      String address,
      int port,
      ServerSettings pekko,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    return Http.get(system)
        .newServerAt(address, port)
        .withSettings(pekko)
        .bindFlow(
            Flow.fromGraph(new FirstRequest(settings.headerTimeout()))
                .mapAsync(pekko.getPipeliningLimit(), handler::apply))
        .thenApply(StreamsServer::new);
  }

  @Override
  public HttpResponse accept(HttpRequest handshake, Function<Wire, Conversation> opening) {
    return Switching.to(new ConversationStage(opening), handshake);
  }
}
