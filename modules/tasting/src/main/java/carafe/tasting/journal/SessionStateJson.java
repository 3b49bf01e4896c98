package carafe.tasting.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Answer;
import carafe.rules.session.Answers;
import carafe.rules.session.Game;
import carafe.rules.session.Seat;
import carafe.rules.session.Seats;
import carafe.rules.session.Session;
import carafe.rules.session.Session.Ended;
import carafe.rules.session.Session.QuestionOpen;
import carafe.rules.session.Session.QuestionPaused;
import carafe.rules.session.Session.QuestionRevealed;
import carafe.rules.session.Session.RoundLeaderboard;
import carafe.rules.session.Session.Vacant;
import carafe.rules.session.Session.Waiting;
import carafe.rules.session.Tasting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The state of a session in a snapshot. Seats and answers stand in a fixed order, so that equal
 * states give equal bytes.
 */
final class SessionStateJson {
  private SessionStateJson() {}

  static void write(Session session, JsonWriter out) {
    switch (session) {
      case Vacant s -> {
        out.text("state", "vacant");
        out.text("reservedUntil", s.reservedUntil().map(Instant::toString));
      }
      case Waiting s -> {
        out.text("state", "waiting");
        created(s.tasting(), s.seats(), out);
      }
      case QuestionOpen s -> {
        out.text("state", "question-open");
        started(s.game(), out);
        out.text("deadline", s.deadline().toString());
        answers(s.answers(), out);
      }
      case QuestionPaused s -> {
        out.text("state", "question-paused");
        started(s.game(), out);
        out.text("remaining", s.remaining().toString());
        answers(s.answers(), out);
      }
      case QuestionRevealed s -> {
        out.text("state", "question-revealed");
        started(s.game(), out);
        answers(s.answers(), out);
      }
      case RoundLeaderboard s -> {
        out.text("state", "round-leaderboard");
        started(s.game(), out);
      }
      case Ended s -> ended(s, out.text("state", "ended"));
    }
  }

  static Session read(JsonReader in) {
    return switch (in.text("state")) {
      case "vacant" -> new Vacant(instant("reservedUntil", in));
      case "waiting" -> new Waiting(tasting(in.object("tasting")), seats(in));
      case "question-open" ->
          new QuestionOpen(game(in), Instant.parse(in.text("deadline")), answers(in));
      case "question-paused" ->
          new QuestionPaused(game(in), Duration.parse(in.text("remaining")), answers(in));
      case "question-revealed" -> new QuestionRevealed(game(in), answers(in));
      case "round-leaderboard" -> new RoundLeaderboard(game(in));
      case "ended" -> ended(in);
      default -> throw new IllegalArgumentException("a session has no such state");
    };
  }

  private static void created(Tasting tasting, Seats seats, JsonWriter out) {
    out.object("tasting", fields -> write(tasting, fields))
        .number("nextSeat", seats.nextNumber())
        .objects("seats", seats.inOrder(), SessionStateJson::write);
  }

  private static void started(Game game, JsonWriter out) {
    created(game.tasting(), game.seats(), out);
    out.object("game", fields -> write(game, fields));
  }

  private static void write(Game game, JsonWriter out) {
    out.objects("rounds", game.rounds(), RoundJson::write)
        .number("round", game.round())
        .number("question", game.question())
        .text("lastHostCommand", game.lastHostCommand().toString())
        .text("hostLeft", game.hostLeft().map(Instant::toString));
  }

  private static Game game(JsonReader in) {
    return game(in.object("game"), tasting(in.object("tasting")), seats(in));
  }

  private static Game game(JsonReader game, Tasting tasting, Seats seats) {
    return new Game(
        tasting,
        game.objects("rounds", RoundJson::read),
        game.integer("round"),
        game.integer("question"),
        seats,
        Instant.parse(game.text("lastHostCommand")),
        instant("hostLeft", game));
  }

  private static void ended(Ended ended, JsonWriter out) {
    // Twenty thousand seats are written once: a game ends with what the session ends with.
    if (!ended.game().stream()
        .allMatch(g -> g.tasting().equals(ended.tasting()) && g.seats().equals(ended.seats()))) {
      throw new IllegalStateException("a game has other seats than its session");
    }
    created(ended.tasting(), ended.seats(), out);
    ended.game().ifPresent(game -> out.object("game", fields -> write(game, fields)));
    out.text("by", JournalNames.of(ended.by()))
        .text("endedAt", ended.endedAt().toString())
        .text("reservedUntil", ended.reservedUntil().map(Instant::toString));
  }

  private static Ended ended(JsonReader in) {
    Tasting tasting = tasting(in.object("tasting"));
    Seats seats = seats(in);
    return new Ended(
        tasting,
        seats,
        in.optionalObject("game").map(game -> game(game, tasting, seats)),
        JournalNames.endCause(in.text("by")),
        Instant.parse(in.text("endedAt")),
        instant("reservedUntil", in));
  }

  private static void write(Tasting tasting, JsonWriter out) {
    out.number("number", tasting.number())
        .text("host", tasting.host().value())
        .text("hostKeyHash", tasting.hostKey().map(Hash::hex))
        .text("creatorHash", tasting.creator().hex());
    out.object("plan", plan -> PlanJson.write(tasting.plan(), plan))
        .number("capacity", tasting.capacity())
        .text("createdAt", tasting.createdAt().toString());
  }

  private static Tasting tasting(JsonReader in) {
    return new Tasting(
        in.integer("number"),
        new HostId(in.text("host")),
        in.optionalText("hostKeyHash").map(Hash::ofHex),
        Hash.ofHex(in.text("creatorHash")),
        PlanJson.read(in.object("plan")),
        in.integer("capacity"),
        Instant.parse(in.text("createdAt")));
  }

  private static void write(Seat seat, JsonWriter out) {
    out.text("participant", seat.participant().value())
        .number("number", seat.number())
        .text("pseudonym", seat.pseudonym())
        .texts("tokenHashes", seat.tokens().stream().map(Hash::hex).toList())
        .text("connectionHash", seat.connection().hex())
        .number("score", seat.score())
        .text("joinedAt", seat.joinedAt().toString());
  }

  private static Seats seats(JsonReader in) {
    return Seats.of(in.objects("seats", SessionStateJson::seat), in.integer("nextSeat"));
  }

  private static Seat seat(JsonReader in) {
    return new Seat(
        new ParticipantId(in.text("participant")),
        in.integer("number"),
        in.text("pseudonym"),
        in.texts("tokenHashes").stream().map(Hash::ofHex).toList(),
        Hash.ofHex(in.text("connectionHash")),
        in.integer("score"),
        Instant.parse(in.text("joinedAt")));
  }

  private static void answers(Answers answers, JsonWriter out) {
    List<Answer> inOrder =
        answers.all().sorted(Comparator.comparing(answer -> answer.participant().value())).toList();
    out.objects("answers", inOrder, AnswerJson::write);
  }

  private static Answers answers(JsonReader in) {
    return Answers.of(in.objects("answers", AnswerJson::read));
  }

  private static Optional<Instant> instant(String name, JsonReader in) {
    return in.optionalText(name).map(Instant::parse);
  }
}
