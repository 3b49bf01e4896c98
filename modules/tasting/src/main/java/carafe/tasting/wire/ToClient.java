package carafe.tasting.wire;

import carafe.rules.identity.HostId;
import carafe.rules.plan.Category;
import carafe.rules.plan.Wine;
import carafe.rules.score.RankingEntry;
import carafe.rules.session.Option;
import carafe.rules.session.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the server says to clients: event-reference.txt, "Server → Client", with the additions of
 * PROTOCOL.md. Who may get what is in the type. An absent {@link Optional} leaves its field out,
 * except where the reference says {@code null}. Milliseconds are {@code long}; {@code deadline} is
 * epoch milliseconds.
 */
public sealed interface ToClient {
  /** May go to everybody in the room. */
  sealed interface ToEverybody extends ToClient {}

  /** May go to hosts only: it may tell right answers. */
  sealed interface ToHost extends ToClient {}

  /** May go to the participant it is about, or to those for whom it is the same. */
  sealed interface ToParticipant extends ToClient {}

  /** May go to whoever asked, whatever the role. */
  sealed interface ToAsker extends ToClient {}

  // --- on connect ---

  record ServerStateSnapshot(Phase phase, String code, boolean exists) implements ToAsker {}

  // --- the lobby ---

  record SessionCreated(String code, HostId hostId) implements ToHost {}

  record SessionUpdated(List<Wine> wines, int timerSeconds, String sessionTitle) implements ToHost {
    /** Shows no right answers. */
    @Override
    public String toString() {
      return "SessionUpdated";
    }
  }

  record ParticipantJoined(String pseudonym, String rejoinToken) implements ToParticipant {
    /** Shows no token. */
    @Override
    public String toString() {
      return "ParticipantJoined";
    }
  }

  /**
   * Who is in the lobby.
   *
   * @param participants names of those present, at most as many as the setting allows
   * @param count how many are present
   */
  record LobbyUpdated(List<String> participants, int count) implements ToEverybody {}

  // --- coming back ---

  /**
   * Everything a host's screen shows.
   *
   * @param question null between questions
   * @param answeredCount set while a question is open, paused or revealed, as is totalCount
   * @param correctOptionId set after the reveal, as is results
   */
  record HostStateSnapshot(
      String code,
      HostId hostId,
      Phase phase,
      List<String> participants,
      Optional<QuestionPayload> question,
      List<RankingEntry> rankings,
      String title,
      int timerSeconds,
      List<Wine> wines,
      int currentRound,
      int currentQuestion,
      int totalRounds,
      Optional<Long> remainingMs,
      Optional<Long> deadline,
      Optional<Integer> answeredCount,
      Optional<Integer> totalCount,
      int connectedCount,
      Optional<String> correctOptionId,
      Optional<List<Result>> results)
      implements ToHost {
    /** Shows no right answers. */
    @Override
    public String toString() {
      return "HostStateSnapshot";
    }
  }

  /**
   * Everything a participant's screen shows.
   *
   * @param question null in waiting, leaderboards and ended
   */
  record ParticipantStateSnapshot(
      String pseudonym,
      Phase phase,
      Optional<QuestionPayload> question,
      int score,
      Optional<String> selectedOptionId,
      Optional<Long> remainingMs,
      Optional<Long> deadline,
      Optional<String> correctOptionId,
      Optional<Integer> myPoints,
      Optional<List<RankingEntry>> rankings,
      Optional<Standing> me)
      implements ToParticipant {
    /** Shows no answer. */
    @Override
    public String toString() {
      return "ParticipantStateSnapshot";
    }
  }

  /**
   * The question in a snapshot; the same fields as {@link GameQuestion}.
   *
   * @param timerMs full time of the question
   * @param deadline absent unless it is open
   */
  record QuestionPayload(
      String questionId,
      String prompt,
      Category category,
      List<Option> options,
      int roundIndex,
      int questionIndex,
      int totalQuestions,
      int totalRounds,
      long timerMs,
      Optional<Long> deadline) {}

  // --- the host's list ---

  record SessionsList(List<ListedSession> sessions) implements ToHost {}

  /**
   * One line of {@link SessionsList}.
   *
   * @param status {@code waiting}, {@code active} or {@code ended}
   * @param finalRankings absent until it has ended
   */
  record ListedSession(
      String code,
      String title,
      Instant createdAt,
      String status,
      int participantCount,
      Optional<List<RankingEntry>> finalRankings) {}

  // --- the game ---

  record GameStarted() implements ToEverybody {}

  record GameQuestion(QuestionPayload question) implements ToEverybody {}

  record TimerTick(long remainingMs, Optional<Long> deadline) implements ToEverybody {}

  record TimerPaused(long remainingMs) implements ToEverybody {}

  record TimerResumed(long remainingMs, long deadline) implements ToEverybody {}

  record AnswerAccepted(String questionId, String optionId) implements ToParticipant {
    /** Shows no answer. */
    @Override
    public String toString() {
      return "AnswerAccepted";
    }
  }

  /** For hosts and watchers. */
  record ParticipantAnswered(int answeredCount, int totalCount) implements ToHost {}

  record HostAnswerRevealed(String correctOptionId, List<Result> results) implements ToHost {}

  /** One participant's line of {@link HostAnswerRevealed}. */
  record Result(String pseudonym, int points, int totalScore) {}

  record ParticipantAnswerRevealed(String correctOptionId, int myPoints, int myTotalScore)
      implements ToParticipant {}

  /** {@code game:answer_revealed} without personal fields, for watchers. */
  record WatcherAnswerRevealed(String correctOptionId) implements ToEverybody {}

  /**
   * How everybody stands after a wine.
   *
   * @param me absent for hosts and watchers
   */
  record RoundLeaderboard(
      List<RankingEntry> rankings, int roundIndex, int totalRounds, Optional<Standing> me)
      implements ToEverybody {}

  /**
   * How everybody stood at the end.
   *
   * @param me absent for hosts and watchers
   */
  record FinalLeaderboard(List<RankingEntry> rankings, Optional<Standing> me)
      implements ToEverybody {}

  /** Where one participant stands. */
  record Standing(int score, int rank) {}

  record SessionEnded() implements ToEverybody {}

  // --- refusals ---

  /**
   * Something was not done.
   *
   * @param message what was wrong and what would be right; never the client's own value
   * @param field path of the wrong field, for a validation error
   */
  record ErrorMessage(String message, ErrorCode code, Optional<String> field) implements ToAsker {}
}
