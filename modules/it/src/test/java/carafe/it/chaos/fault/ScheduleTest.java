package carafe.it.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static List<Fault> draw(long seed, boolean ruthless, int count) {
    Schedule schedule = new Schedule(seed, 3, ruthless);
    return IntStream.range(0, count).mapToObj(_ -> schedule.next()).toList();
  }

  @Test
  void aSeedRepeatsItsFaults() {
    assertThat(draw(7, true, 100)).isEqualTo(draw(7, true, 100)).isNotEqualTo(draw(8, true, 100));
  }

  @Test
  void everyKindComesBeforeOneComesAgain() {
    assertThat(draw(7, false, 11).stream().map(Fault::getClass).distinct()).hasSize(6);
  }

  @Test
  void theMajorityIsLeftAloneUnlessItIsMeant() {
    assertThat(draw(7, false, 200)).allMatch(fault -> hit(fault) <= 1);
    assertThat(draw(7, true, 200)).anyMatch(fault -> hit(fault) >= 2);
  }

  private static int hit(Fault fault) {
    return switch (fault) {
      case Fault.Killed f -> f.nodes().size();
      case Fault.CutOff f -> f.nodes().size();
      default -> 1;
    };
  }
}
