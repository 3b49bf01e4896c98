package carafe.server.node;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;

import carafe.server.http.GetOrHead;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.CacheControl;
import org.apache.pekko.http.javadsl.model.headers.CacheDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /ready} for load balancers, {@code /alive} for whoever restarts dead nodes. */
final class HealthRoute {
  private HealthRoute() {}

  static Route of(Readiness readiness) {
    return concat(
        path(
            "ready",
            () ->
                GetOrHead.of(
                    () ->
                        completeWithFuture(
                            readiness.objection().thenApply(o -> answer("ready", o))))),
        path("alive", () -> GetOrHead.of(() -> complete(answer("alive", readiness.deadly())))));
  }

  private static HttpResponse answer(String what, Optional<String> objection) {
    String json =
        objection
            // Objections are sentences of our own: nothing in them needs escaping.
            .map(reason -> "{\"%s\":false,\"reason\":\"%s\"}".formatted(what, reason))
            .orElse("{\"%s\":true}".formatted(what));
    return HttpResponse.create()
        .withStatus(objection.isPresent() ? StatusCodes.SERVICE_UNAVAILABLE : StatusCodes.OK)
        .addHeader(CacheControl.create(CacheDirectives.NO_STORE))
        .withEntity(ContentTypes.APPLICATION_JSON, json);
  }
}
