package carafe.rooms.transport.streams;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import carafe.rooms.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.http.impl.engine.server.UpgradeToOtherProtocolResponseHeader;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.javadsl.Flow;
import scala.Option;

/**
 * WebSockets as streams of bytes on Pekko TCP: Pekko HTTP does the handshake, the frames are ours.
 *
 * <p>Stands on two internal classes of Pekko HTTP, because its public interface neither lets a
 * close code through nor one encoded frame go to many; the version is pinned and the tests of this
 * package fail when they change.
 */
public final class StreamsTransport implements Transport {
  /** Pekko's own way of handling frames, which is replaced. */
  private static final Graph<FlowShape<FrameEvent, FrameEvent>, Object> UNUSED =
      Flow.<FrameEvent>create().mapMaterializedValue(unused -> unused);

  @Override
  public HttpResponse accept(HttpRequest handshake, Function<Wire, Conversation> opening) {
    WebSocketUpgrade upgrade = handshake.getAttribute(AttributeKeys.webSocketUpgrade).orElseThrow();
    HttpResponse switching =
        ((UpgradeToWebSocketLowLevel) upgrade).handleFrames(UNUSED, Option.empty());
    List<HttpHeader> headers = new ArrayList<>();
    for (HttpHeader header : switching.getHeaders()) {
      if (!(header instanceof UpgradeToOtherProtocolResponseHeader)) {
        headers.add(header);
      }
    }
    headers.add(
        new UpgradeToOtherProtocolResponseHeader(
            Flow.fromGraph(new ConversationStage(opening))
                .<Object>mapMaterializedValue(u -> u)
                .asScala()));
    return switching.withHeaders(headers);
  }
}
