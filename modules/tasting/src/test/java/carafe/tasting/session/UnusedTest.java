package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** What is asked of codes that nobody uses: little is kept of it, and only so much is done. */
@AtTable(
    """
    carafe.session {
      passivate-after = 1 hour, passivate-unused-after = 20 ms
      reservations-per-second = 1, reservations-burst = 1
    }
    carafe.host { passivate-after = 1 hour, passivate-unused-after = 20 ms }
    """)
class UnusedTest {
  private final Table table;

  UnusedTest(Table table) {
    this.table = table;
  }

  @Test
  void aRoomThatWasOnlyAskedIsSoonGone() {
    String asked = table.freshCode();
    assertThat(table.status(asked)).isEqualTo(404);
    table.await("it stops", () -> !table.isRunning(asked));

    String visited = table.freshCode();
    Guest visitor = table.guest(visited);
    visitor.hears("server:state_snapshot");
    visitor.leaves(1000);
    table.await("it stops", () -> !table.isRunning(visited));
  }

  @Test
  void aRoomWithASessionStays() {
    Evening evening = Evening.waiting(table, 0);
    evening.host().leaves(1000);
    String asked = table.freshCode();
    table.status(asked);
    table.await("one that was only asked stops", () -> !table.isRunning(asked));
    assertThat(table.isRunning(evening.code())).isTrue();
  }

  @Test
  void anIndexThatWasOnlyAskedIsSoonGone() {
    String asked = table.freshHost();
    String used = table.freshHost();
    table.guest(table.freshCode()).says(Words.create(used)).hears("sessions:list");
    assertThat(table.get(table.host(asked), Map.of()).status()).isEqualTo(200);
    table.await("it stops", () -> !table.isHostRunning(asked));
    assertThat(table.isHostRunning(used)).isTrue();
  }

  @Test
  void codesAreNotHandedOutFasterThanTheyMayBe() {
    assertThat(post().status()).isEqualTo(201);
    Response refused = post();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("retry-after", "1");
    assertThat(Heard.of(refused.body()).text("code")).isEqualTo("RATE_LIMITED");
    table.await("it may be asked again", () -> post().status() == 201);
  }

  private Response post() {
    Request request =
        new Request("POST", "", Map.of(), Map.of(), ByteString.emptyByteString(), Optional.empty());
    return table
        .type(SessionRoom.PARTY)
        .request(request)
        .orElseThrow()
        .toCompletableFuture()
        .join();
  }
}
