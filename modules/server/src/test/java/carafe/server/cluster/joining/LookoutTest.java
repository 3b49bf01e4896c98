package carafe.server.cluster.joining;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A node that waits, and a database that goes and comes back. */
class LookoutTest {
  private static final int OWN = 50;
  private static final NodeAddress OTHER = new NodeAddress("10.0.0.11", 7355, 11);

  private final AtomicLong now = new AtomicLong(Duration.ofHours(1).toNanos());
  private final Lookout lookout = new Lookout(now::get);

  @Test
  void countsWithinOneSession() {
    assertThat(lookout.lookingSince(look(1))).isZero();
    elapse(Duration.ofSeconds(3));
    assertThat(lookout.lookingSince(look(1))).isEqualTo(Duration.ofSeconds(3));
  }

  /** The other one lives, and has not come back to its row yet. */
  @Test
  void whenTheDatabaseComesBackAfterLongItFormsNoSecondCluster() {
    lookout.lookingSince(look(1));
    elapse(Duration.ofMinutes(11));

    assertThat(decide(look(2))).isInstanceOf(Decision.Wait.class);
    elapse(Situation.ALL_ASKED_FOR.plusSeconds(1));
    assertThat(decide(look(2))).isInstanceOf(Decision.Form.class);
  }

  private Decision decide(Look look) {
    return new Situation(look, List.of(), lookout.lookingSince(look))
        .decide(Map.of(OTHER, Answer.TAKEN));
  }

  private void elapse(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static Look look(long session) {
    return new Look(
        session,
        OWN,
        true,
        List.of(
            new NodeRow(
                11, OTHER, "1", 1, Optional.of(new UUID(0, 1)), Duration.ofMinutes(11), false),
            new NodeRow(
                OWN,
                new NodeAddress("10.0.0.1", 7355, 50),
                "1",
                1,
                Optional.empty(),
                Duration.ofSeconds(1),
                true)));
  }
}
