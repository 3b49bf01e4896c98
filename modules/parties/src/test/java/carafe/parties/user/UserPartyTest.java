package carafe.parties.user;

import static carafe.parties.user.UserRoom.code;
import static carafe.parties.user.UserRoom.etag;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Storage;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One object over HTTP, by the contract of docs/parties.md. */
class UserPartyTest {
  @RegisterExtension static final UserServer SERVER = new UserServer();

  private final UserRoom room = SERVER.freshRoom();

  @Test
  void putsGetsPatchesAndDeletes() {
    assertThat(room.get().statusCode()).isEqualTo(404);

    HttpResponse<String> created = room.put("{\"theme\":\"dark\",\"size\":1.5}");
    assertThat(created.statusCode()).isEqualTo(201);
    HttpResponse<String> read = room.get();
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.body()).isEqualTo("{\"theme\":\"dark\",\"size\":1.5}");
    assertThat(read.headers().firstValue("content-type")).contains("application/json");
    assertThat(read.headers().firstValue("cache-control")).contains("private, no-cache");
    assertThat(etag(read)).isEqualTo(etag(created)).matches("\"[0-9a-f]{32}\"");

    HttpResponse<String> patched =
        room.request(
            "PATCH",
            "{\"size\":null,\"wine\":{\"red\":true}}",
            "Content-Type",
            "application/merge-patch+json");
    assertThat(patched.statusCode()).isEqualTo(200);
    assertThat(patched.body()).isEqualTo("{\"theme\":\"dark\",\"wine\":{\"red\":true}}");
    assertThat(etag(patched)).isNotEqualTo(etag(read)).isEqualTo(etag(room.get()));

    assertThat(room.put("{}").statusCode()).isEqualTo(200);
    assertThat(room.request("DELETE", "").statusCode()).isEqualTo(204);
    assertThat(room.get().statusCode()).isEqualTo(404);
    assertThat(room.request("DELETE", "").statusCode()).isEqualTo(204);
  }

  @Test
  void aPatchOfNothingMakesIt() {
    HttpResponse<String> patched = room.request("PATCH", "{\"a\":{\"b\":null,\"c\":1}}");

    assertThat(patched.statusCode()).isEqualTo(201);
    assertThat(room.get().body()).isEqualTo("{\"a\":{\"c\":1}}");
  }

  @Test
  void preconditionsKeepWritersFromEachOther() {
    assertThat(room.put("{}", "If-Match", "*").statusCode()).isEqualTo(412);
    HttpResponse<String> first = room.put("{\"a\":1}", "If-None-Match", "*");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(room.put("{\"a\":2}", "If-None-Match", "*").statusCode()).isEqualTo(412);
    assertThat(room.put("{\"a\":2}", "If-Match", etag(first)).statusCode()).isEqualTo(200);

    HttpResponse<String> late = room.request("PATCH", "{\"a\":3}", "If-Match", etag(first));
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(code(late)).isEqualTo("PRECONDITION_FAILED");
    assertThat(room.request("DELETE", "", "If-Match", etag(first)).statusCode()).isEqualTo(412);
    assertThat(room.get().body()).isEqualTo("{\"a\":2}");
    assertThat(room.get("If-Match", etag(first)).statusCode()).isEqualTo(412);
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    String etag = etag(room.put("{\"a\":1}"));

    HttpResponse<String> known = room.get("If-None-Match", "\"x\", W/" + etag);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
    assertThat(etag(known)).isEqualTo(etag);
    assertThat(room.get("If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
    assertThat(room.get("If-None-Match", "*").statusCode()).isEqualTo(304);
  }

  @Test
  void ofWritersAtOnceOneWins() {
    String etag = etag(room.put("{\"n\":0}"));
    List<CompletableFuture<Integer>> writers =
        IntStream.rangeClosed(1, 8)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () -> room.put("{\"n\":" + n + "}", "If-Match", etag).statusCode()))
            .toList();

    assertThat(writers.stream().map(CompletableFuture::join))
        .containsOnlyOnce(200)
        .containsOnly(200, 412);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1]", "null", "\"text\"", "{\"a\":1e999}", "{\"a\":1,\"a\":2}"})
  void whatIsNoObjectIsRefused(String body) {
    room.put("{\"a\":1}");

    assertThat(room.put(body).statusCode()).isEqualTo(400);
    assertThat(room.request("PATCH", body).statusCode()).isEqualTo(400);
    assertThat(room.get().body()).isEqualTo("{\"a\":1}");
  }

  @Test
  void otherTypesThanJsonAreRefused() {
    assertThat(room.put("{}", "Content-Type", "text/plain").statusCode()).isEqualTo(415);
    assertThat(room.put("{}", "Content-Type", "application/merge-patch+json").statusCode())
        .isEqualTo(415);
    assertThat(
            room.request("PATCH", "{}", "Content-Type", "application/json-patch+json").statusCode())
        .isEqualTo(415);
    assertThat(room.request("PATCH", "{}", "Content-Type", "application/json").statusCode())
        .isEqualTo(201);
  }

  @Test
  void asMuchAsAValueHoldsIsKept() {
    String most = "{\"a\":\"" + "x".repeat(Storage.VALUE_BYTES_MAX - 8) + "\"}";
    assertThat(room.put(most).statusCode()).isEqualTo(201);

    HttpResponse<String> more = room.request("PATCH", "{\"b\":1}");
    assertThat(more.statusCode()).isEqualTo(413);
    assertThat(code(more)).isEqualTo("TOO_LARGE");
    assertThat(room.get().body()).isEqualTo(most);
  }

  @Test
  void otherMethodsAndPathsAreTold() {
    HttpResponse<String> post = room.request("POST", "{}");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("allow"))
        .contains("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
    HttpResponse<String> options = room.request("OPTIONS", "");
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("allow"))
        .contains("GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
    assertThat(options.headers().firstValue("accept-patch"))
        .contains("application/merge-patch+json");
    assertThat(room.getAt("/theme").statusCode()).isEqualTo(404);
    assertThat(room.knock("/theme").status()).isEqualTo(404);
  }
}
