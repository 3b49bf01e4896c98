package carafe.parties.connections;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A room of a {@link ConnectionsParty} over HTTP. */
record CountsRoom(CountsServer server, String address) {
  /** A client that says goodbye and stays counts until its close has timed out (5 s). */
  private static final Duration HANG = Duration.ofSeconds(30);

  static Map<String, Integer> read(String json) {
    Map<String, Integer> read = new LinkedHashMap<>();
    Json.tree(json).properties().forEach(e -> read.put(e.getKey(), e.getValue().intValue()));
    return read;
  }

  Map<String, Integer> get(String query) {
    HttpResponse<String> response = ask(query);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    return read(response.body());
  }

  HttpResponse<String> ask(String query) {
    return server.server().get(address + query);
  }

  /** Asks until this is so. */
  Map<String, Integer> until(String query, Predicate<Map<String, Integer>> fact) {
    long giveUpAt = System.nanoTime() + HANG.toNanos();
    Map<String, Integer> last = get(query);
    while (!fact.test(last) && System.nanoTime() - giveUpAt < 0) {
      last = get(query);
    }
    assertThat(last).matches(fact);
    return last;
  }

  HttpResponse<String> post(String json) {
    return server.server().request("POST", address, json);
  }

  HttpResponse<String> post(String type, String roomId) {
    return post(Json.text(Map.of("type", type, "connectionId", "c", "roomId", roomId)));
  }
}
