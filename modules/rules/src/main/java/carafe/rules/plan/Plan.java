package carafe.rules.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A checked tasting plan: title, time per question, wines. {@link PlanCheck} makes one. */
public record Plan(String title, int timerSeconds, List<Wine> wines) {
  public Plan {
    Objects.requireNonNull(title);
    wines = List.copyOf(wines);
    if (wines.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one wine");
    }
  }

  /** How long each question stays open. */
  public Duration timer() {
    return Duration.ofSeconds(timerSeconds);
  }
}
