package carafe.rooms.http;

import carafe.rooms.party.Cors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;

/**
 * What browsers ask for pages of other origins, and are told (CORS). Nothing that they add by
 * themselves, such as cookies, is ever allowed: so a star says enough of the headers to be seen.
 */
final class CrossOrigin {
  private static final String ALLOW_ORIGIN = "access-control-allow-origin";
  private static final String REQUEST_METHOD = "access-control-request-method";
  private static final String REQUEST_HEADERS = "access-control-request-headers";

  private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]*");
  private static final String ANSWER_KEPT_SECONDS = "3600";

  private static final HttpHeader ALLOW_METHODS =
      RawHeader.create("access-control-allow-methods", Methods.ALL);
  private static final HttpHeader MAX_AGE =
      RawHeader.create("access-control-max-age", ANSWER_KEPT_SECONDS);
  private static final HttpHeader EXPOSE_HEADERS =
      RawHeader.create("access-control-expose-headers", "*");
  private static final HttpHeader VARY = RawHeader.create("vary", "Origin");
  private static final HttpHeader VARY_IN_ADVANCE =
      RawHeader.create("vary", "Origin, Access-Control-Request-Headers");

  private CrossOrigin() {}

  /** Whether a browser asks in advance, for a page. */
  static boolean isPreflight(HttpRequest request) {
    return request.method().equals(HttpMethods.OPTIONS)
        && request.getHeader("origin").isPresent()
        && request.getHeader(REQUEST_METHOD).isPresent();
  }

  /** What a browser is told that asks in advance; the room never hears of it. */
  static HttpResponse preflight(Cors cors, HttpRequest request) {
    Optional<HttpHeader> allowed = allowed(cors, request);
    if (allowed.isEmpty()) {
      return new ErrorAnswer(
              403,
              "ORIGIN_NOT_ALLOWED",
              "Pages of this origin may not send requests to this party.")
          .response()
          .addHeader(VARY_IN_ADVANCE);
    }
    List<HttpHeader> headers = new ArrayList<>();
    headers.add(allowed.get());
    headers.add(ALLOW_METHODS);
    value(request, REQUEST_HEADERS)
        .filter(names -> HEADER_NAMES.matcher(names).matches())
        .ifPresent(names -> headers.add(RawHeader.create("access-control-allow-headers", names)));
    headers.add(MAX_AGE);
    headers.add(VARY_IN_ADVANCE);
    return HttpResponse.create().withStatus(204).withHeaders(headers);
  }

  /** An answer, whatever it is, for the page that may see it. */
  static HttpResponse shown(Cors cors, HttpRequest request, HttpResponse answer) {
    // What is configured holds, whatever a room says of it.
    HttpResponse varying = answer.removeHeader(ALLOW_ORIGIN).addHeader(VARY);
    return allowed(cors, request)
        .map(origin -> varying.addHeader(origin).addHeader(EXPOSE_HEADERS))
        .orElse(varying);
  }

  private static Optional<HttpHeader> allowed(Cors cors, HttpRequest request) {
    return value(request, "origin")
        .flatMap(cors::allowOrigin)
        .map(origin -> RawHeader.create(ALLOW_ORIGIN, origin));
  }

  private static Optional<String> value(HttpRequest request, String header) {
    return request.getHeader(header).map(HttpHeader::value);
  }
}
