package carafe.load.play;

/**
 * What came of a step.
 *
 * @param question which question it belongs to, from 0
 * @param expected phones that were there when it began
 * @param arrived those that got it in time
 * @param firstMillis from its begin to the first receipt; 0: there was none
 * @param lastMillis from its begin to the last receipt; 0: there was none
 */
public record StepResult(
    StepKind kind, int question, int expected, int arrived, double firstMillis, double lastMillis) {

  /** Whether there are times of receipts: what nobody got has none. */
  public boolean isTimed() {
    return kind.isTimed() && arrived > 0;
  }
}
