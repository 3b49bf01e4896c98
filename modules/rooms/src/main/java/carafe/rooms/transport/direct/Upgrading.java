package carafe.rooms.transport.direct;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How a connection that a handshake came over becomes a WebSocket. */
interface Upgrading {
  /** The answer that makes it one; see {@link DirectTransport#accept}. */
  HttpResponse accept(HttpRequest handshake, Function<Wire, Conversation> opening);
}
