package carafe.load.run;

import carafe.load.play.StepKind;
import carafe.load.play.StepResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What came of all steps: each of one room, sums of many. */
final class StepLog implements Consumer<StepResult> {
  /** Steps that are kept one by one; the longest tasting has 1000 questions with 5 each. */
  private static final int DETAILS_MAX = 6000;

  private final boolean keepsDetails;
  private final List<StepResult> details = new ArrayList<>();
  private final Map<StepKind, StepTotal> totals = new EnumMap<>(StepKind.class);

  StepLog(boolean keepsDetails) {
    this.keepsDetails = keepsDetails;
  }

  @Override
  public synchronized void accept(StepResult step) {
    totals.put(step.kind(), totals.getOrDefault(step.kind(), StepTotal.NONE).plus(step));
    if (keepsDetails && details.size() < DETAILS_MAX) {
      details.add(step);
    }
  }

  synchronized List<StepResult> details() {
    return List.copyOf(details);
  }

  synchronized Map<StepKind, StepTotal> totals() {
    return new EnumMap<>(totals);
  }
}
