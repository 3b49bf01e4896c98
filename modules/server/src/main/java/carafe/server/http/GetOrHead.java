package carafe.server.http;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.head;

import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * Answers GET, and HEAD with the same but the body, which Pekko HTTP leaves out (RFC 9110, 9.3.2).
 */
public final class GetOrHead {
  private GetOrHead() {}

  public static Route of(Supplier<Route> answer) {
    return concat(get(answer), head(answer));
  }
}
