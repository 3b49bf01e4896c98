package carafe.rooms.http;

import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;

/** The methods that reach rooms; the others speak to servers and proxies. */
final class Methods {
  static final String ALL = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

  private static final Set<HttpMethod> REACHING =
      Set.of(
          HttpMethods.GET,
          HttpMethods.HEAD,
          HttpMethods.POST,
          HttpMethods.PUT,
          HttpMethods.PATCH,
          HttpMethods.DELETE,
          HttpMethods.OPTIONS);

  private Methods() {}

  static boolean reachRooms(HttpMethod method) {
    return REACHING.contains(method);
  }

  /** As rooms see it: HEAD is GET without the body, which Pekko HTTP leaves out. */
  static String shown(HttpMethod method) {
    return method.equals(HttpMethods.HEAD) ? "GET" : method.value();
  }
}
