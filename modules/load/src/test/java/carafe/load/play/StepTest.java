package carafe.load.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTest {
  private final Step step = new Step(StepKind.QUESTION);

  @Test
  void isOverWhenAllArrived() throws InterruptedException {
    step.begin(2, 1_000_000);
    step.arrive(3_000_000);
    assertThat(step.await(0)).isFalse();
    step.arrive(2_000_000);
    assertThat(step.await(0)).isTrue();
    assertThat(step.result(7)).isEqualTo(new StepResult(StepKind.QUESTION, 7, 2, 2, 1, 2));
  }

  @Test
  void isOverWhenTheRestWillNotCome() throws InterruptedException {
    step.begin(2, 0);
    step.lose();
    step.arrive(5);
    assertThat(step.await(0)).isTrue();
    assertThat(step.result(0).arrived()).isEqualTo(1);
  }

  @Test
  void countsWhoCameBeforeItBegan() throws InterruptedException {
    step.arrive(5);
    assertThat(step.await(0)).isFalse();
    step.begin(1, 10);
    assertThat(step.await(0)).isTrue();
  }

  @Test
  void isOverAtOnceWhenNobodyIsThere() throws InterruptedException {
    step.begin(0, 0);
    assertThat(step.await(0)).isTrue();
    assertThat(step.result(0)).isEqualTo(new StepResult(StepKind.QUESTION, 0, 0, 0, 0, 0));
  }
}
