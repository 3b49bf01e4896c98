package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Wrong host credentials are answered late and not for ever; nothing else suffers for it. */
@AtTable(
    """
    carafe.rooms.relay.denial-delay = 200 ms
    carafe.rooms.denials { per-address = 4, refill = 1 hour }
    """)
@Isolated("measures times")
class DenialTest {
  private final Table table;

  DenialTest(Table table) {
    this.table = table;
  }

  @Test
  void wrongOnesDrawOnABudgetAndAreAnsweredLate() {
    Evening evening = Evening.waiting(table, 1);
    String empty = table.freshCode();
    Guest early = table.guest(empty);
    for (int i = 0; i < 9; i++) { // real hosts ask before they create: counted against nobody
      Instant asked = Instant.now();
      early.says(Words.rejoinHost(evening.hostId())).hearsError("INVALID_HOST_ID");
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofMillis(200));
    }
    Guest guessing = table.guest(evening.code());
    for (int i = 0; i < 3; i++) {
      Instant asked = Instant.now();
      guessing.says(Words.rejoinHost("GUESS-" + i)).hearsError("INVALID_HOST_ID");
      assertThat(Duration.between(asked, Instant.now())).isGreaterThan(Duration.ofMillis(199));
    }
    String keyed = table.freshHost();
    table
        .guest(empty)
        .says(Words.create(keyed, "a key that is long enough"))
        .hears("sessions:list");
    table.listener(keyed, Map.of()).hearsError("HOST_KEY_REQUIRED");

    guessing.says(Words.rejoinHost("GUESS-4")).hearsError("RATE_LIMITED");
    table.listener(keyed, Map.of("hostKey", "not the right key")).hearsError("RATE_LIMITED");
    table.guest(table.freshCode()).says(Words.create(keyed)).hearsError("RATE_LIMITED");

    guessing.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    guessing.says(Words.START).hears("game:question");
    evening.player(0).hears("game:question");
  }
}
