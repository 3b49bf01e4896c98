package carafe.load.run;

import carafe.load.play.StepResult;

/**
 * All steps of one kind.
 *
 * @param lastMillis from begin to last receipt, summed up
 */
public record StepTotal(long steps, long expected, long arrived, double lastMillis) {
  static final StepTotal NONE = new StepTotal(0, 0, 0, 0);

  StepTotal plus(StepResult step) {
    return new StepTotal(
        steps + 1,
        expected + step.expected(),
        arrived + step.arrived(),
        lastMillis + step.lastMillis());
  }
}
