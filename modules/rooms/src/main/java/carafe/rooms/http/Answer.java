package carafe.rooms.http;

import carafe.rooms.api.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A room's response as HTTP. One that HTTP cannot carry is the room's mistake: 500. */
final class Answer {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

  /** HTTP itself says these, or they are for one connection only. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "content-type",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "trailer",
          "date",
          "server");

  private Answer() {}

  /**
   * @param asked name of the room or party in logs
   */
  static HttpResponse of(Response response, String asked) {
    Optional<StatusCode> status =
        response.status() < 200 ? Optional.empty() : StatusCodes.lookup(response.status());
    if (status.isEmpty()) {
      return impossible(asked, "status " + response.status());
    }
    HttpResponse answer = HttpResponse.create().withStatus(status.get());
    List<HttpHeader> headers = new ArrayList<>();
    ContentType type = ContentTypes.APPLICATION_OCTET_STREAM;
    for (Map.Entry<String, String> header : response.headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!isToken(name) || !isFieldValue(header.getValue())) {
        return impossible(asked, "a header that is none");
      }
      if (name.equals("content-type")) {
        Optional<ContentType> parsed = contentType(header.getValue());
        if (parsed.isEmpty()) {
          return impossible(asked, "a content type that is none");
        }
        type = parsed.get();
      } else if (!LEFT_OUT.contains(name)) {
        headers.add(RawHeader.create(name, header.getValue()));
      }
    }
    answer = answer.withHeaders(headers);
    boolean bodyAllowed = status.get().allowsEntity();
    return bodyAllowed && !response.body().isEmpty()
        ? answer.withEntity(type, response.body())
        : answer;
  }

  private static Optional<ContentType> contentType(String value) {
    try {
      return Optional.of(ContentTypes.parse(value));
    } catch (NoSuchElementException e) {
      return Optional.empty();
    }
  }

  private static HttpResponse impossible(String asked, String what) {
    LOG.error("{} answered a request with {}", asked, what);
    return new ErrorAnswer(500, "INTERNAL", "The room answered what HTTP cannot carry.").response();
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }

  /** A byte each goes out (RFC 9110, 5.5): of what has more, Pekko HTTP would drop the rest. */
  private static boolean isFieldValue(String value) {
    return value.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7F || c > 0xFF);
  }
}
