package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms that all begin in one moment; nobody's patience ends while a busy machine begins them. */
class ThousandRoomsTest {
  @RegisterExtension
  static final TrialServer TRIAL =
      new TrialServer(
          () ->
              new PartyServer(
                  "carafe.rooms.hooks.timeout = 60 s, carafe.rooms.http.answer-timeout = 60 s",
                  Map.of("trial", TrialParty.class)));

  private final String room = PartyServer.freshRoom();

  @Test
  void allAnswer() {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 1000)
            .mapToObj(i -> TRIAL.server().send("GET", "trial/" + room + "-" + i + "/name", ""))
            .toList();
    for (int i = 0; i < 1000; i++) {
      assertThat(answers.get(i).join().body()).isEqualTo(room + "-" + i);
    }
  }
}
