package carafe.load.wire;

import java.util.List;
import java.util.Optional;

/** What the server says, as far as it matters here. */
public sealed interface Told {
  /** {@code server:state_snapshot}. */
  record Welcome(String phase, boolean exists) implements Told {}

  /** {@code session:created}. */
  record Created(String code) implements Told {}

  /** {@code participant:joined}. */
  record Joined(String pseudonym, String token) implements Told {}

  /** {@code lobby:updated}. */
  record Lobby(int count) implements Told {}

  /** {@code game:question}. */
  record Question(String id, int round, int index, List<Option> options) implements Told {
    public Question {
      options = List.copyOf(options);
    }

    /** The text of one of its options. */
    public Optional<String> text(String optionId) {
      return options.stream().filter(o -> o.id().equals(optionId)).map(Option::text).findFirst();
    }
  }

  record Option(String id, String text) {}

  /** {@code game:answer_accepted}. */
  record Accepted(String questionId, String optionId) implements Told {}

  /** {@code game:participant_answered}. */
  record Counted(int answered) implements Told {}

  /** {@code game:answer_revealed}, a participant's. */
  record OwnResult(String correctOptionId, int points, int total) implements Told {}

  /** {@code game:answer_revealed}, a host's. */
  record Results(int count) implements Told {}

  /**
   * {@code game:round_leaderboard}, {@code game:final_leaderboard}.
   *
   * @param me a participant's own place; a host has none
   */
  record Standings(boolean last, List<Rank> rankings, Optional<Place> me) implements Told {
    public Standings {
      rankings = List.copyOf(rankings);
    }
  }

  record Rank(String pseudonym, int score, int rank) {}

  record Place(int score, int rank) {}

  /** {@code session:ended}. */
  record Ended() implements Told {}

  /** {@code participant:state_snapshot}. */
  record Snapshot(String pseudonym, String phase, int score, Optional<String> selected)
      implements Told {}

  /** {@code error}. */
  record Failed(String code, String message) implements Told {}

  /** Whatever else there is. */
  record Other(String type) implements Told {}
}
