package carafe.rules.session;

import carafe.rules.identity.ParticipantId;
import java.util.Optional;

/** The newest answer of each participant to the question that is asked. */
public final class Answers {
  private Answers() {}

  public static Answers none() {
    throw new UnsupportedOperationException("helper rules");
  }

  /** How many participants have answered. */
  public int size() {
    throw new UnsupportedOperationException("helper rules");
  }

  public Optional<Answer> of(ParticipantId participant) {
    throw new UnsupportedOperationException("helper rules");
  }
}
