package carafe.tasting.wire;

import carafe.rooms.json.JsonWriter;
import carafe.rules.plan.Question;
import carafe.rules.plan.Wine;
import carafe.rules.score.RankingEntry;
import carafe.rules.session.Option;
import carafe.tasting.wire.HttpBody.PublicSummary;
import carafe.tasting.wire.HttpBody.ReservedCode;
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
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;

/**
 * The fields of every message to clients: first those of event-reference.txt in its order, then the
 * additions of PROTOCOL.md.
 */
final class ToClientJson {
  /** As JavaScript's {@code toISOString} has it: always three digits of milliseconds. */
  private static final DateTimeFormatter ISO_MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private ToClientJson() {}

  static byte[] of(ToClient message) {
    return JsonWriter.object(out -> write(message, out));
  }

  static byte[] of(HttpBody body) {
    return JsonWriter.object(out -> write(body, out));
  }

  private static void write(ToClient message, JsonWriter out) {
    switch (message) {
      case ServerStateSnapshot m ->
          out.text("type", "server:state_snapshot")
              .text("phase", WireNames.of(m.phase()))
              .text("code", m.code())
              .flag("exists", m.exists());
      case SessionCreated m ->
          out.text("type", "session:created")
              .text("code", m.code())
              .text("hostId", m.hostId().value());
      case SessionUpdated m ->
          out.text("type", "host:session_updated")
              .objects("wines", m.wines(), ToClientJson::wine)
              .number("timerSeconds", m.timerSeconds())
              .text("sessionTitle", m.sessionTitle());
      case ParticipantJoined m ->
          out.text("type", "participant:joined")
              .text("pseudonym", m.pseudonym())
              .text("rejoinToken", m.rejoinToken());
      case LobbyUpdated m ->
          out.text("type", "lobby:updated")
              .texts("participants", m.participants())
              .number("count", m.count());
      case HostStateSnapshot m -> hostSnapshot(m, out.text("type", "host:state_snapshot"));
      case ParticipantStateSnapshot m ->
          participantSnapshot(m, out.text("type", "participant:state_snapshot"));
      case SessionsList m ->
          out.text("type", "sessions:list").objects("sessions", m.sessions(), ToClientJson::listed);
      case GameStarted _ -> out.text("type", "game:started");
      case GameQuestion m -> question(m.question(), out.text("type", "game:question"));
      case TimerTick m ->
          out.text("type", "game:timer_tick")
              .number("remainingMs", m.remainingMs())
              .number("deadline", m.deadline());
      case TimerPaused m ->
          out.text("type", "game:timer_paused").number("remainingMs", m.remainingMs());
      case TimerResumed m ->
          out.text("type", "game:timer_resumed")
              .number("remainingMs", m.remainingMs())
              .number("deadline", m.deadline());
      case AnswerAccepted m ->
          out.text("type", "game:answer_accepted")
              .text("questionId", m.questionId())
              .text("optionId", m.optionId());
      case ParticipantAnswered m ->
          out.text("type", "game:participant_answered")
              .number("answeredCount", m.answeredCount())
              .number("totalCount", m.totalCount());
      case HostAnswerRevealed m ->
          out.text("type", "game:answer_revealed")
              .text("correctOptionId", m.correctOptionId())
              .objects("results", m.results(), ToClientJson::result);
      case ParticipantAnswerRevealed m ->
          out.text("type", "game:answer_revealed")
              .text("correctOptionId", m.correctOptionId())
              .number("myPoints", m.myPoints())
              .number("myTotalScore", m.myTotalScore());
      case WatcherAnswerRevealed m ->
          out.text("type", "game:answer_revealed").text("correctOptionId", m.correctOptionId());
      case RoundLeaderboard m -> {
        out.text("type", "game:round_leaderboard");
        rankings("rankings", m.rankings(), out);
        out.number("roundIndex", m.roundIndex()).number("totalRounds", m.totalRounds());
        me(m.me(), out);
      }
      case FinalLeaderboard m -> {
        out.text("type", "game:final_leaderboard");
        rankings("rankings", m.rankings(), out);
        me(m.me(), out);
      }
      case SessionEnded _ -> out.text("type", "session:ended");
      case ErrorMessage m ->
          out.text("type", "error")
              .text("message", m.message())
              .text("code", m.code().name())
              .text("field", m.field());
    }
  }

  private static void write(HttpBody body, JsonWriter out) {
    switch (body) {
      case PublicSummary b ->
          out.text("code", b.code())
              .text("title", b.title())
              .text("phase", WireNames.of(b.phase()))
              .number("participantCount", b.participantCount())
              .text("createdAt", iso(b.createdAt()));
      case ReservedCode b -> out.text("code", b.code());
    }
  }

  private static void hostSnapshot(HostStateSnapshot m, JsonWriter out) {
    out.text("code", m.code())
        .text("hostId", m.hostId().value())
        .text("phase", WireNames.of(m.phase()))
        .texts("participants", m.participants());
    questionOrNull(m.question(), out);
    rankings("rankings", m.rankings(), out);
    out.text("title", m.title())
        .number("timerSeconds", m.timerSeconds())
        .objects("wines", m.wines(), ToClientJson::wine)
        .number("currentRound", m.currentRound())
        .number("currentQuestion", m.currentQuestion())
        .number("totalRounds", m.totalRounds())
        .number("remainingMs", m.remainingMs())
        .number("deadline", m.deadline())
        .number("answeredCount", m.answeredCount())
        .number("totalCount", m.totalCount())
        .number("connectedCount", m.connectedCount())
        .text("correctOptionId", m.correctOptionId());
    m.results().ifPresent(results -> out.objects("results", results, ToClientJson::result));
  }

  private static void participantSnapshot(ParticipantStateSnapshot m, JsonWriter out) {
    out.text("pseudonym", m.pseudonym()).text("phase", WireNames.of(m.phase()));
    questionOrNull(m.question(), out);
    out.number("score", m.score())
        .text("selectedOptionId", m.selectedOptionId())
        .number("remainingMs", m.remainingMs())
        .number("deadline", m.deadline())
        .text("correctOptionId", m.correctOptionId())
        .number("myPoints", m.myPoints());
    m.rankings().ifPresent(rankings -> rankings("rankings", rankings, out));
    me(m.me(), out);
  }

  private static void questionOrNull(Optional<QuestionPayload> question, JsonWriter out) {
    if (question.isPresent()) {
      out.object("question", fields -> question(question.get(), fields));
    } else {
      out.nothing("question");
    }
  }

  private static void question(QuestionPayload question, JsonWriter out) {
    out.text("questionId", question.questionId())
        .text("prompt", question.prompt())
        .text("category", question.category().wireName())
        .objects("options", question.options(), ToClientJson::option)
        .number("roundIndex", question.roundIndex())
        .number("questionIndex", question.questionIndex())
        .number("totalQuestions", question.totalQuestions())
        .number("totalRounds", question.totalRounds())
        .number("timerMs", question.timerMs())
        .number("deadline", question.deadline());
  }

  private static void option(Option option, JsonWriter out) {
    out.text("id", option.id()).text("text", option.text());
  }

  private static void wine(Wine wine, JsonWriter out) {
    out.text("name", wine.name()).objects("questions", wine.questions(), ToClientJson::planned);
  }

  private static void planned(Question question, JsonWriter out) {
    out.text("category", question.category().wireName())
        .text("correctAnswer", question.correctAnswer())
        .texts("distractors", question.distractors());
  }

  private static void result(Result result, JsonWriter out) {
    out.text("pseudonym", result.pseudonym())
        .number("points", result.points())
        .number("totalScore", result.totalScore());
  }

  private static void listed(ListedSession session, JsonWriter out) {
    out.text("code", session.code())
        .text("title", session.title())
        .text("createdAt", iso(session.createdAt()))
        .text("status", session.status())
        .number("participantCount", session.participantCount());
    session.finalRankings().ifPresent(rankings -> rankings("finalRankings", rankings, out));
  }

  private static void rankings(String name, List<RankingEntry> rankings, JsonWriter out) {
    out.objects(
        name,
        rankings,
        (entry, fields) ->
            fields
                .text("pseudonym", entry.pseudonym())
                .number("score", entry.score())
                .number("rank", entry.rank()));
  }

  private static void me(Optional<Standing> me, JsonWriter out) {
    me.ifPresent(
        standing ->
            out.object(
                "me",
                fields ->
                    fields.number("score", standing.score()).number("rank", standing.rank())));
  }

  private static String iso(Instant instant) {
    return ISO_MILLISECONDS.format(instant);
  }
}
