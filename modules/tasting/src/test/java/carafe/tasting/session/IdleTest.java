package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Sessions that are not led, though the host is there, end by themselves too. */
@AtTable("carafe.session { host-idle = 700 ms, waiting-max = 700 ms }")
class IdleTest {
  private final Table table;

  IdleTest(Table table) {
    this.table = table;
  }

  @Test
  void aGameEndsSomeTimeAfterTheHostsLastCommand() {
    Evening evening = Evening.openFor(table, 1, Duration.ofMillis(59_600));
    evening.host().hears("game:question");
    Instant led = Instant.now();
    evening.move(Words.REVEAL, "game:answer_revealed");

    evening.player(0).hears("session:ended");

    assertThat(Instant.now()).isAfterOrEqualTo(led.plusMillis(700));
  }

  @Test
  void aSessionThatNeverStartsEnds() {
    Evening evening = Evening.waiting(table, 1);
    evening.player(0).hears("session:ended");
    assertThat(table.events(evening.code())).endsWith("session-ended");
    table.await("its row is gone", () -> table.awake.of(evening.code()).isEmpty());
  }
}
