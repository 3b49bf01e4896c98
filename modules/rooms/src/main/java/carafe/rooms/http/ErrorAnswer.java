package carafe.rooms.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * How HTTP is told that something is wrong: the same JSON as an error over a WebSocket.
 *
 * @param code for programs
 * @param message for people: what is wrong, and what would be right
 */
public record ErrorAnswer(int status, String code, String message) {
  public HttpResponse response() {
    JsonStringEncoder json = JsonStringEncoder.getInstance();
    StringBuilder body = new StringBuilder("{\"type\":\"error\",\"code\":\"");
    json.quoteAsString(code, body);
    body.append("\",\"message\":\"");
    json.quoteAsString(message, body);
    body.append("\"}");
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(ContentTypes.APPLICATION_JSON, body.toString());
  }
}
