package carafe.rooms.transport;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** What carries the bytes of a WebSocket once Pekko HTTP has read the handshake. */
public interface Transport {
  /**
   * The answer to a valid WebSocket handshake.
   *
   * @param opening starts the conversation, once the client can be talked to
   */
  HttpResponse accept(HttpRequest handshake, Function<Wire, Conversation> opening);
}
