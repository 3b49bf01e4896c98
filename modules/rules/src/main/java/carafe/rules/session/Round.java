package carafe.rules.session;

import java.util.List;

/** One wine of a started game: its questions as they will be asked. */
public record Round(String wine, List<Asked> questions) {
  public Round {
    questions = List.copyOf(questions);
  }
}
