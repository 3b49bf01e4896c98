package carafe.tasting.wire;

import carafe.rules.identity.HostId;
import carafe.rules.plan.Category;
import carafe.rules.score.RankingEntry;
import carafe.rules.session.Option;
import carafe.rules.session.Phase;
import carafe.tasting.wire.ToClient.AnswerAccepted;
import carafe.tasting.wire.ToClient.ErrorMessage;
import carafe.tasting.wire.ToClient.FinalLeaderboard;
import carafe.tasting.wire.ToClient.GameQuestion;
import carafe.tasting.wire.ToClient.GameStarted;
import carafe.tasting.wire.ToClient.HostAnswerRevealed;
import carafe.tasting.wire.ToClient.HostStateSnapshot;
import carafe.tasting.wire.ToClient.ListedSession;
import carafe.tasting.wire.ToClient.LobbyUpdated;
import carafe.tasting.wire.ToClient.ParticipantAnswerRevealed;
import carafe.tasting.wire.ToClient.ParticipantAnswered;
import carafe.tasting.wire.ToClient.ParticipantJoined;
import carafe.tasting.wire.ToClient.ParticipantStateSnapshot;
import carafe.tasting.wire.ToClient.QuestionPayload;
import carafe.tasting.wire.ToClient.Result;
import carafe.tasting.wire.ToClient.RoundLeaderboard;
import carafe.tasting.wire.ToClient.ServerStateSnapshot;
import carafe.tasting.wire.ToClient.SessionCreated;
import carafe.tasting.wire.ToClient.SessionEnded;
import carafe.tasting.wire.ToClient.SessionUpdated;
import carafe.tasting.wire.ToClient.SessionsList;
import carafe.tasting.wire.ToClient.Standing;
import carafe.tasting.wire.ToClient.TimerPaused;
import carafe.tasting.wire.ToClient.TimerResumed;
import carafe.tasting.wire.ToClient.TimerTick;
import carafe.tasting.wire.ToClient.WatcherAnswerRevealed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every message to clients, in each variant that differs, by the name of its approved file. */
final class ToClientSamples {
  private static final HostId HOST = new HostId("TANNIC-FALCON");
  private static final long DEADLINE = 1_704_139_230_000L; // 2024-01-01T20:00:30Z
  private static final String RIGHT = "q1-b";

  private static final List<Option> OPTIONS =
      List.of(
          new Option("q1-a", "Rosé"),
          new Option(RIGHT, "Ruby red"),
          new Option("q1-c", "Golden yellow"),
          new Option("q1-d", "Amber 🍯"));

  private static final List<String> NAMES = List.of("TannicFalcon", "VelvetyMerlot", "OakyBarrel");

  private static final List<RankingEntry> RANKINGS =
      List.of(
          new RankingEntry("OakyBarrel", 100, 1),
          new RankingEntry("TannicFalcon", 100, 1),
          new RankingEntry("VelvetyMerlot", 0, 3));

  private static final List<Result> RESULTS =
      List.of(
          new Result("TannicFalcon", 100, 100),
          new Result("VelvetyMerlot", 0, 0),
          new Result("OakyBarrel", 100, 100));

  private ToClientSamples() {}

  static Map<String, ToClient> all() {
    Map<String, ToClient> all = new LinkedHashMap<>();
    all.put("server_state_snapshot.empty", new ServerStateSnapshot(Phase.WAITING, "4821", false));
    for (Phase phase : Phase.values()) {
      all.put(
          "server_state_snapshot." + WireNames.of(phase),
          new ServerStateSnapshot(phase, "4821", true));
    }
    all.put("session_created", new SessionCreated("4821", HOST));
    all.put(
        "host_session_updated",
        new SessionUpdated(Plans.evening().wines(), 30, Plans.evening().title()));
    all.put(
        "participant_joined", new ParticipantJoined("TannicFalcon", "q83vEjRWeJC6mHZUMhDeVJhq"));
    all.put("lobby_updated", new LobbyUpdated(NAMES, 3));
    all.put("lobby_updated.nobody", new LobbyUpdated(List.of(), 0));
    all.put("lobby_updated.cut", new LobbyUpdated(NAMES, 20_000));
    snapshots(all);
    lists(all);
    game(all);
    errors(all);
    return all;
  }

  private static void snapshots(Map<String, ToClient> all) {
    all.put("host_state_snapshot.waiting", hostBetweenQuestions(Phase.WAITING));
    all.put(
        "host_state_snapshot.question_open",
        host(
            Phase.QUESTION_OPEN,
            question(true),
            Optional.of(12_345L),
            Optional.of(DEADLINE),
            Optional.empty(),
            Optional.empty()));
    all.put(
        "host_state_snapshot.question_paused",
        host(
            Phase.QUESTION_PAUSED,
            question(false),
            Optional.of(12_345L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    all.put(
        "host_state_snapshot.question_revealed",
        host(
            Phase.QUESTION_REVEALED,
            question(false),
            Optional.empty(),
            Optional.empty(),
            Optional.of(RIGHT),
            Optional.of(RESULTS)));
    all.put("host_state_snapshot.round_leaderboard", hostBetweenQuestions(Phase.ROUND_LEADERBOARD));
    all.put("host_state_snapshot.ended", hostBetweenQuestions(Phase.ENDED));

    all.put(
        "participant_state_snapshot.waiting",
        new ParticipantStateSnapshot(
            "TannicFalcon",
            Phase.WAITING,
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    all.put(
        "participant_state_snapshot.question_open",
        participantAsked(
            Phase.QUESTION_OPEN, question(true), Optional.empty(), Optional.of(DEADLINE)));
    all.put(
        "participant_state_snapshot.question_open_answered",
        participantAsked(
            Phase.QUESTION_OPEN, question(true), Optional.of("q1-c"), Optional.of(DEADLINE)));
    all.put(
        "participant_state_snapshot.question_paused",
        participantAsked(
            Phase.QUESTION_PAUSED, question(false), Optional.of("q1-c"), Optional.empty()));
    all.put(
        "participant_state_snapshot.question_revealed",
        new ParticipantStateSnapshot(
            "TannicFalcon",
            Phase.QUESTION_REVEALED,
            Optional.of(question(false)),
            100,
            Optional.of(RIGHT),
            Optional.empty(),
            Optional.empty(),
            Optional.of(RIGHT),
            Optional.of(100),
            Optional.empty(),
            Optional.empty()));
    all.put(
        "participant_state_snapshot.round_leaderboard", participantRanked(Phase.ROUND_LEADERBOARD));
    all.put("participant_state_snapshot.ended", participantRanked(Phase.ENDED));
  }

  private static void lists(Map<String, ToClient> all) {
    all.put("sessions_list.empty", new SessionsList(List.of()));
    all.put(
        "sessions_list",
        new SessionsList(
            List.of(
                listed("5932", "2024-03-01T20:00:00.120Z", "waiting", 0, Optional.empty()),
                listed("4821", "2024-02-01T20:00:00Z", "active", 3, Optional.empty()),
                listed("4820", "2024-01-01T00:00:00Z", "ended", 3, Optional.of(RANKINGS)),
                listed(
                    "4819", "2023-12-31T23:59:59.999999Z", "ended", 0, Optional.of(List.of())))));
  }

  private static void game(Map<String, ToClient> all) {
    all.put("game_started", new GameStarted());
    all.put("game_question", new GameQuestion(question(true)));
    all.put("game_question.paused", new GameQuestion(question(false)));
    all.put("game_timer_tick", new TimerTick(12_345, Optional.of(DEADLINE)));
    all.put("game_timer_tick.paused", new TimerTick(12_345, Optional.empty()));
    all.put("game_timer_paused", new TimerPaused(12_345));
    all.put("game_timer_resumed", new TimerResumed(12_345, DEADLINE));
    all.put("game_answer_accepted", new AnswerAccepted("q1", "q1-c"));
    all.put("game_participant_answered", new ParticipantAnswered(2, 3));
    all.put("game_answer_revealed.host", new HostAnswerRevealed(RIGHT, RESULTS));
    all.put("game_answer_revealed.participant", new ParticipantAnswerRevealed(RIGHT, 100, 300));
    all.put("game_answer_revealed.watcher", new WatcherAnswerRevealed(RIGHT));
    all.put("game_round_leaderboard", new RoundLeaderboard(RANKINGS, 0, 2, Optional.empty()));
    all.put(
        "game_round_leaderboard.participant",
        new RoundLeaderboard(RANKINGS, 0, 2, Optional.of(new Standing(0, 117))));
    all.put("game_final_leaderboard", new FinalLeaderboard(RANKINGS, Optional.empty()));
    all.put(
        "game_final_leaderboard.participant",
        new FinalLeaderboard(RANKINGS, Optional.of(new Standing(100, 1))));
    all.put("session_ended", new SessionEnded());
  }

  private static void errors(Map<String, ToClient> all) {
    all.put("error", Refusals.notHost());
    all.put(
        "error.field",
        new ErrorMessage(
            "wines[0].questions[1].category is missing; it must be a text.",
            ErrorCode.INVALID_SESSION,
            Optional.of("wines[0].questions[1].category")));
  }

  static Map<String, HttpBody> http() {
    return Map.of(
        "public_summary",
        new HttpBody.PublicSummary(
            "4821",
            Plans.evening().title(),
            Phase.ROUND_LEADERBOARD,
            3,
            Instant.parse("2024-01-01T20:00:00Z")),
        "reserved_code",
        new HttpBody.ReservedCode("4821"));
  }

  private static QuestionPayload question(boolean open) {
    return new QuestionPayload(
        "q1",
        Category.COLOR.prompt(),
        Category.COLOR,
        OPTIONS,
        0,
        0,
        2,
        2,
        30_000,
        open ? Optional.of(DEADLINE) : Optional.empty());
  }

  private static HostStateSnapshot hostBetweenQuestions(Phase phase) {
    return new HostStateSnapshot(
        "4821",
        HOST,
        phase,
        NAMES,
        Optional.empty(),
        phase == Phase.WAITING ? List.of() : RANKINGS,
        Plans.evening().title(),
        30,
        Plans.evening().wines(),
        0,
        0,
        2,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        2,
        Optional.empty(),
        Optional.empty());
  }

  private static HostStateSnapshot host(
      Phase phase,
      QuestionPayload question,
      Optional<Long> remainingMs,
      Optional<Long> deadline,
      Optional<String> correct,
      Optional<List<Result>> results) {
    return new HostStateSnapshot(
        "4821",
        HOST,
        phase,
        NAMES,
        Optional.of(question),
        RANKINGS,
        Plans.evening().title(),
        30,
        Plans.evening().wines(),
        0,
        0,
        2,
        remainingMs,
        deadline,
        Optional.of(2),
        Optional.of(3),
        2,
        correct,
        results);
  }

  private static ParticipantStateSnapshot participantAsked(
      Phase phase, QuestionPayload question, Optional<String> selected, Optional<Long> deadline) {
    return new ParticipantStateSnapshot(
        "TannicFalcon",
        phase,
        Optional.of(question),
        0,
        selected,
        Optional.of(12_345L),
        deadline,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ParticipantStateSnapshot participantRanked(Phase phase) {
    return new ParticipantStateSnapshot(
        "TannicFalcon",
        phase,
        Optional.empty(),
        100,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(RANKINGS),
        Optional.of(new Standing(100, 1)));
  }

  private static ListedSession listed(
      String code,
      String createdAt,
      String status,
      int participants,
      Optional<List<RankingEntry>> finalRankings) {
    return new ListedSession(
        code, "Friday №" + code, Instant.parse(createdAt), status, participants, finalRankings);
  }
}
