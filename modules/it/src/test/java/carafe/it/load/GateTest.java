package carafe.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final List<Cost> LIMIT =
      List.of(new Cost(9, 10), new Cost(8, 12), new Cost(11, 11));

  private final Gate gate = new Gate(2, 3);

  @Test
  void letsThroughWhatIsWithinTheRatios() {
    assertThat(gate.objections(List.of(new Cost(16, 30)), LIMIT)).isEmpty();
  }

  @Test
  void objectsToEitherThatIsBeyond() {
    assertThat(gate.objections(List.of(new Cost(16.1, 30)), LIMIT))
        .containsExactly(
            "a delivered frame costs 16.1 µs of CPU, 2.01 × the bare loop's 8.0 µs; at most 2.00 ×"
                + " is allowed");
    assertThat(gate.objections(List.of(new Cost(16, 31)), LIMIT))
        .containsExactly(
            "an answer costs 31.0 µs of CPU, 3.10 × the bare loop's 10.0 µs; at most 3.00 × is"
                + " allowed");
  }

  @Test
  void theCheapestRoundCounts() {
    assertThat(
            gate.objections(List.of(new Cost(90, 30), new Cost(16, 90), new Cost(91, 91)), LIMIT))
        .isEmpty();
    assertThat(
            gate.objections(List.of(new Cost(17, 31), new Cost(90, 90), new Cost(91, 91)), LIMIT))
        .hasSize(2);
  }

  @Test
  void objectsWhenNothingWasMeasured() {
    assertThat(gate.objections(List.of(), LIMIT)).hasSize(2);
    assertThat(gate.objections(List.of(new Cost(0, 0)), LIMIT)).hasSize(2);
    assertThat(gate.objections(List.of(new Cost(1, 1)), List.of())).hasSize(2);
    assertThat(gate.objections(List.of(new Cost(1, 1)), List.of(new Cost(0, 0)))).hasSize(2);
  }

  @Test
  void theLoopIsDearWhenItWasSeenToBeCheaper() {
    List<Cost> bad = List.of(new Cost(11.6, 20), new Cost(10.5, 25));

    assertThat(Gate.isDear(bad, List.of(new Cost(8, 20), new Cost(10.5, 25)))).isTrue();
    assertThat(Gate.isDear(bad, List.of(new Cost(8.1, 10), new Cost(10.5, 25)))).isFalse();
    assertThat(Gate.isDear(bad, bad)).isFalse();
    assertThat(Gate.isDear(List.of(), bad)).isFalse();
  }
}
