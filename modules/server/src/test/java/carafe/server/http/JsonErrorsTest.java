package carafe.server.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeWithFuture;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.headerValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.IllegalRequestException;
import org.apache.pekko.http.scaladsl.model.StatusCodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over a socket: whatever a route does not answer is answered in JSON. */
class JsonErrorsTest {
  private static final String SECRET = "what-the-client-sent";

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ServerBinding binding;

  private static Route route() {
    return concat(
        path("fine", () -> get(() -> complete("fine"))),
        path("header", () -> headerValueByName("x-needed", _ -> complete("fine"))),
        path(
            "throws",
            () ->
                get(
                    () -> {
                      throw new IllegalStateException(SECRET);
                    })),
        path(
            "fails",
            () ->
                completeWithFuture(
                    CompletableFuture.failedStage(new IllegalStateException(SECRET)))),
        path(
            "illegal",
            () ->
                completeWithFuture(
                    CompletableFuture.failedStage(
                        IllegalRequestException.apply(StatusCodes.BadRequest(), SECRET)))));
  }

  @BeforeAll
  static void open() {
    binding =
        Http.get(KIT.system())
            .newServerAt("127.0.0.1", 0)
            .bind(JsonErrors.around(route()))
            .toCompletableFuture()
            .join();
  }

  @AfterAll
  static void close() {
    KIT.shutdownTestKit();
  }

  @Test
  void anAnswerStaysAsItIs() throws Exception {
    assertThat(ask("GET", "/fine").body()).isEqualTo("fine");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404, NOT_FOUND",
    "POST, /nothing, 404, NOT_FOUND",
    "DELETE, /fine, 405, BAD_MESSAGE",
    "GET, /header, 400, BAD_REQUEST",
    "GET, /throws, 500, INTERNAL",
    "GET, /fails, 500, INTERNAL",
    "GET, /illegal, 400, BAD_REQUEST",
  })
  void everythingElseIsAnErrorInJson(String method, String path, int status, String code)
      throws Exception {
    HttpResponse<String> answer = ask(method, path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.body())
        .startsWith("{\"type\":\"error\",\"code\":\"" + code + "\",\"message\":\"")
        .doesNotContain(SECRET);
  }

  @Test
  void theMethodsThatArePossibleAreListed() throws Exception {
    assertThat(ask("DELETE", "/fine").headers().firstValue("allow")).contains("GET");
  }

  private static HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(binding.localAddress().getPort(), path));
    return CLIENT.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
