package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FarewellTest {
  private static final List<Peer> FOUR =
      IntStream.range(0, 4)
          .mapToObj(i -> new Peer(_ -> {}, i, new TestConnection("c" + i), 0))
          .toList();

  private static Farewell over(Duration spread, double shift) {
    return new Farewell(1001, "", spread, FOUR, 0, shift);
  }

  @Test
  void connectionsAreClosedEvenlyOverTheTime() {
    Farewell farewell = over(Duration.ofNanos(400), 0.5);
    assertThat(farewell.due(49)).isEmpty();
    assertThat(farewell.due(50)).containsExactly(FOUR.get(0));
    assertThat(farewell.due(260)).containsExactly(FOUR.get(1), FOUR.get(2));
    assertThat(farewell.isOver()).isFalse();
    assertThat(farewell.due(400)).containsExactly(FOUR.get(3));
    assertThat(farewell.isOver()).isTrue();
  }

  @Test
  void withoutATimeAllAtOnce() {
    assertThat(over(Duration.ZERO, 0.9).due(0)).isEqualTo(FOUR);
  }
}
