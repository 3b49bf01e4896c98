package carafe.load.play;

/**
 * What came of a step.
 *
 * @param question which question it belongs to, from 0
 * @param expected phones that were there when it began
 * @param arrived those that got it in time
 * @param firstMillis from its begin to the first receipt
 * @param lastMillis from its begin to the last receipt
 */
public record StepResult(
    StepKind kind,
    int question,
    int expected,
    int arrived,
    double firstMillis,
    double lastMillis) {}
