package carafe.load.play;

import carafe.load.measure.Measure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What everybody in a room has to get through, in the order of a question's life. */
public enum StepKind {
  JOIN("joins", "joining", null),
  QUESTION("questions", "delivering questions", Measure.QUESTION),
  ANSWER("answers", "taking answers", null),
  RETURN("returns", "reconnecting", null),
  REVEAL("results", "delivering results", Measure.REVEAL),
  BOARD("leaderboards", "delivering leaderboards", Measure.BOARD),
  FINAL("final leaderboards", "delivering final leaderboards", Measure.BOARD),
  END("ends", "ending", null);

  private final String plural;
  private final String doing;
  private final Optional<Measure> sinceCommand;

  StepKind(String plural, String doing, @Nullable Measure sinceCommand) {
    this.plural = plural;
    this.doing = doing;
    this.sinceCommand = Optional.ofNullable(sinceCommand);
  }

  /** What phones get in it. */
  public String plural() {
    return plural;
  }

  public String doing() {
    return doing;
  }

  /** Whether its receipts are timed from its begin on. */
  public boolean isTimed() {
    return this != JOIN && this != END;
  }

  /** What is timed from the host's command on. */
  Optional<Measure> sinceCommand() {
    return sinceCommand;
  }
}
