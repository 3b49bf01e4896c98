package carafe.rooms.transport;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.NotUsed;
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
import org.apache.pekko.util.ByteString;
import scala.Option;

/**
 * The answer by which a connection changes from HTTP to a stream of bytes of our own.
 *
 * <p>Stands on two internal classes of Pekko HTTP, because its public interface neither lets a
 * close code through nor one encoded frame go to many; the version is pinned and the tests of the
 * transports fail when they change.
 */
public final class Switching {
  /** Pekko's own way of handling frames, which is replaced. */
  private static final Graph<FlowShape<FrameEvent, FrameEvent>, Object> UNUSED =
      Flow.<FrameEvent>create().mapMaterializedValue(unused -> unused);

  private Switching() {}

  /**
   * @param handshake a valid one
   * @param bytes what carries the connection from then on
   */
  public static HttpResponse to(
      Graph<FlowShape<ByteString, ByteString>, NotUsed> bytes, HttpRequest handshake) {
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
            Flow.fromGraph(bytes).<Object>mapMaterializedValue(u -> u).asScala()));
    return switching.withHeaders(headers);
  }
}
