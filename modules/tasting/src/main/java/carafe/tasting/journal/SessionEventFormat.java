package carafe.tasting.journal;

import carafe.rooms.journal.EventFormat;
import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Event;
import carafe.rules.session.Event.AnswersSubmitted;
import carafe.rules.session.Event.CodeReserved;
import carafe.rules.session.Event.GameStarted;
import carafe.rules.session.Event.HostLeft;
import carafe.rules.session.Event.HostReturned;
import carafe.rules.session.Event.Joined;
import carafe.rules.session.Event.ParticipantsJoined;
import carafe.rules.session.Event.QuestionOpened;
import carafe.rules.session.Event.QuestionPaused;
import carafe.rules.session.Event.QuestionResumed;
import carafe.rules.session.Event.QuestionRevealed;
import carafe.rules.session.Event.Renewed;
import carafe.rules.session.Event.RoundFinished;
import carafe.rules.session.Event.SeatsGivenUp;
import carafe.rules.session.Event.SessionCreated;
import carafe.rules.session.Event.SessionEnded;
import carafe.rules.session.Event.SessionUpdated;
import carafe.rules.session.Event.TokensRenewed;
import java.time.Duration;
import java.time.Instant;

/** The events of a session as the journal writes them. */
final class SessionEventFormat implements EventFormat<Event> {
  @Override
  public String name(Event event) {
    return switch (event) {
      case CodeReserved _ -> "code-reserved";
      case SessionCreated _ -> "session-created";
      case SessionUpdated _ -> "session-updated";
      case ParticipantsJoined _ -> "participants-joined";
      case TokensRenewed _ -> "tokens-renewed";
      case SeatsGivenUp _ -> "seats-given-up";
      case GameStarted _ -> "game-started";
      case QuestionOpened _ -> "question-opened";
      case AnswersSubmitted _ -> "answers-submitted";
      case QuestionPaused _ -> "question-paused";
      case QuestionResumed _ -> "question-resumed";
      case QuestionRevealed _ -> "question-revealed";
      case RoundFinished _ -> "round-finished";
      case SessionEnded _ -> "session-ended";
      case HostLeft _ -> "host-left";
      case HostReturned _ -> "host-returned";
    };
  }

  @Override
  public Instant at(Event event) {
    return event.at();
  }

  @Override
  public void write(Event event, JsonWriter out) {
    switch (event) {
      case CodeReserved e -> out.text("until", e.until().toString());
      case SessionCreated e ->
          out.number("number", e.number())
              .text("host", e.host().value())
              .text("hostKeyHash", e.hostKey().map(Hash::hex))
              .text("connectionHash", e.connection().hex())
              .object("plan", plan -> PlanJson.write(e.plan(), plan))
              .number("capacity", e.capacity());
      case SessionUpdated e -> out.object("plan", plan -> PlanJson.write(e.plan(), plan));
      case ParticipantsJoined e -> out.objects("joined", e.joined(), SessionEventFormat::write);
      case TokensRenewed e -> out.objects("renewed", e.renewed(), SessionEventFormat::write);
      case SeatsGivenUp e ->
          out.texts("participants", e.participants().stream().map(ParticipantId::value).toList());
      case GameStarted e -> out.objects("rounds", e.rounds(), RoundJson::write);
      case QuestionOpened e ->
          out.number("round", e.round())
              .number("question", e.question())
              .text("id", e.id())
              .text("deadline", e.deadline().toString());
      case AnswersSubmitted e ->
          out.text("question", e.question()).objects("answers", e.answers(), AnswerJson::write);
      case QuestionPaused e -> out.text("remaining", e.remaining().toString());
      case QuestionResumed e -> out.text("deadline", e.deadline().toString());
      case QuestionRevealed e -> out.text("by", JournalNames.of(e.by()));
      case RoundFinished e -> out.number("round", e.round());
      case SessionEnded e -> out.text("by", JournalNames.of(e.by()));
      case HostLeft _, HostReturned _ -> {}
    }
  }

  @Override
  public Event read(String name, Instant at, JsonReader in) {
    return switch (name) {
      case "code-reserved" -> new CodeReserved(Instant.parse(in.text("until")), at);
      case "session-created" ->
          new SessionCreated(
              in.integer("number"),
              new HostId(in.text("host")),
              in.optionalText("hostKeyHash").map(Hash::ofHex),
              Hash.ofHex(in.text("connectionHash")),
              PlanJson.read(in.object("plan")),
              in.integer("capacity"),
              at);
      case "session-updated" -> new SessionUpdated(PlanJson.read(in.object("plan")), at);
      case "participants-joined" ->
          new ParticipantsJoined(in.objects("joined", SessionEventFormat::readJoined));
      case "tokens-renewed" ->
          new TokensRenewed(in.objects("renewed", SessionEventFormat::readRenewed));
      case "seats-given-up" ->
          new SeatsGivenUp(in.texts("participants").stream().map(ParticipantId::new).toList(), at);
      case "game-started" -> new GameStarted(in.objects("rounds", RoundJson::read), at);
      case "question-opened" ->
          new QuestionOpened(
              in.integer("round"),
              in.integer("question"),
              in.text("id"),
              Instant.parse(in.text("deadline")),
              at);
      case "answers-submitted" ->
          new AnswersSubmitted(in.text("question"), in.objects("answers", AnswerJson::read));
      case "question-paused" -> new QuestionPaused(Duration.parse(in.text("remaining")), at);
      case "question-resumed" -> new QuestionResumed(Instant.parse(in.text("deadline")), at);
      case "question-revealed" -> new QuestionRevealed(JournalNames.revealCause(in.text("by")), at);
      case "round-finished" -> new RoundFinished(in.integer("round"), at);
      case "session-ended" -> new SessionEnded(JournalNames.endCause(in.text("by")), at);
      case "host-left" -> new HostLeft(at);
      case "host-returned" -> new HostReturned(at);
      default -> throw new IllegalArgumentException("no event of a session has this name");
    };
  }

  private static void write(Joined joined, JsonWriter out) {
    out.text("participant", joined.participant().value())
        .text("pseudonym", joined.pseudonym())
        .text("tokenHash", joined.token().hex())
        .text("connectionHash", joined.connection().hex())
        .text("at", joined.at().toString());
  }

  private static Joined readJoined(JsonReader in) {
    return new Joined(
        new ParticipantId(in.text("participant")),
        in.text("pseudonym"),
        Hash.ofHex(in.text("tokenHash")),
        Hash.ofHex(in.text("connectionHash")),
        Instant.parse(in.text("at")));
  }

  private static void write(Renewed renewed, JsonWriter out) {
    out.text("participant", renewed.participant().value())
        .text("tokenHash", renewed.token().hex())
        .text("at", renewed.at().toString());
  }

  private static Renewed readRenewed(JsonReader in) {
    return new Renewed(
        new ParticipantId(in.text("participant")),
        Hash.ofHex(in.text("tokenHash")),
        Instant.parse(in.text("at")));
  }
}
