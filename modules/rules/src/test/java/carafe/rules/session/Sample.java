package carafe.rules.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rules.chance.Seed;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.identity.ParticipantId;
import carafe.rules.plan.Category;
import carafe.rules.plan.Plan;
import carafe.rules.plan.Question;
import carafe.rules.plan.Wine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One tasting to tell stories about: two wines, three questions, thirty seconds each. */
final class Sample {
  static final Duration TIMER = Duration.ofSeconds(30);
  static final Duration CODE_REST = Duration.ofHours(24);
  static final int CAPACITY = 3;

  static final HostId HOST = new HostId("TANNIC-FALCON");
  static final HostId OTHER_HOST = new HostId("OTHER-HOST");

  static final ParticipantId ANNA = new ParticipantId("anna");
  static final ParticipantId BEN = new ParticipantId("ben");
  static final ParticipantId CLEO = new ParticipantId("cleo");
  static final ParticipantId DORA = new ParticipantId("dora");

  static final Plan PLAN =
      new Plan(
          "Friday",
          (int) TIMER.toSeconds(),
          List.of(
              new Wine(
                  "Barolo",
                  List.of(
                      new Question(Category.COLOR, "red", List.of("white", "rosé", "orange")),
                      new Question(
                          Category.COUNTRY, "Italy", List.of("France", "Spain", "Chile")))),
              new Wine(
                  "Chablis",
                  List.of(
                      new Question(
                          Category.GRAPE_VARIETY,
                          "Chardonnay",
                          List.of("Riesling", "Merlot", "Gamay"))))));

  static final List<Round> ROUNDS = Deal.rounds(PLAN, seed("start"));
  static final Asked FIRST = ROUNDS.get(0).questions().get(0);
  static final Asked SECOND = ROUNDS.get(0).questions().get(1);
  static final Asked THIRD = ROUNDS.get(1).questions().get(0);

  private Sample() {}

  /** So many seconds into the story. */
  static Instant at(long seconds) {
    return Instant.parse("2026-01-01T20:00:00Z").plusSeconds(seconds);
  }

  static Hash hash(String secret) {
    return Hash.ofHex(sha256(secret));
  }

  static Seed seed(String chance) {
    return new Seed(sha256(chance));
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The connection from which somebody joins. */
  static Hash connection(ParticipantId who) {
    return hash("connection of " + who.value());
  }

  /** The token somebody gets with the first join. */
  static Hash token(ParticipantId who) {
    return hash("token of " + who.value());
  }

  static final Hash CREATOR = hash("connection of the host");

  static String right(Asked asked) {
    return asked.correct();
  }

  static String wrong(Asked asked) {
    return asked.options().stream()
        .map(Option::id)
        .filter(id -> !id.equals(asked.correct()))
        .findFirst()
        .orElseThrow();
  }

  // What happened, second by second.

  static Event.SessionCreated created() {
    return new Event.SessionCreated(1, HOST, Optional.empty(), CREATOR, PLAN, CAPACITY, at(0));
  }

  static Event.ParticipantsJoined joined(ParticipantId who) {
    return joined(who, who.value(), at(1));
  }

  static Event.ParticipantsJoined joined(ParticipantId who, String pseudonym, Instant at) {
    return new Event.ParticipantsJoined(
        List.of(new Event.Joined(who, pseudonym, token(who), connection(who), at)));
  }

  static Event.TokensRenewed renewed(ParticipantId who, Hash token, Instant at) {
    return new Event.TokensRenewed(List.of(new Event.Renewed(who, token, at)));
  }

  static Event.SeatsGivenUp gaveUp(ParticipantId who, Instant at) {
    return new Event.SeatsGivenUp(List.of(who), at);
  }

  static Event.GameStarted started() {
    return new Event.GameStarted(ROUNDS, at(10));
  }

  static Event.QuestionOpened opened() {
    return new Event.QuestionOpened(0, 0, FIRST.id(), at(40), at(10));
  }

  static Event.AnswersSubmitted answered(ParticipantId who, String option, Instant at) {
    return new Event.AnswersSubmitted(FIRST.id(), List.of(new Answer(who, option, at)));
  }

  static Event.QuestionPaused paused() {
    return new Event.QuestionPaused(Duration.ofSeconds(18), at(22));
  }

  static Event.QuestionRevealed revealed(Instant at) {
    return new Event.QuestionRevealed(RevealCause.HOST, at);
  }

  // How far the story has come.

  static Session waiting() {
    return after(Session.vacant(), created(), joined(ANNA), joined(BEN));
  }

  /** Question 1 of wine 1 is open from second 10 to second 40; Anna and Ben play. */
  static Session open() {
    return after(waiting(), started(), opened());
  }

  static Session pausedAt22() {
    return after(open(), paused());
  }

  static Session revealedAt25() {
    return after(open(), revealed(at(25)));
  }

  static Session leaderboard() {
    return after(
        revealedAt25(),
        new Event.QuestionOpened(0, 1, SECOND.id(), at(60), at(30)),
        revealed(at(35)),
        new Event.RoundFinished(0, at(40)));
  }

  static Session lastLeaderboard() {
    return after(
        leaderboard(),
        new Event.QuestionOpened(1, 0, THIRD.id(), at(75), at(45)),
        revealed(at(50)),
        new Event.RoundFinished(1, at(55)));
  }

  static Session endedAt100() {
    return after(open(), new Event.SessionEnded(EndCause.HOST, at(100)));
  }

  static Session after(Session session, Event... events) {
    return Session.evolve(session, List.of(events));
  }

  // What is asked.

  static Command.ReserveCode reserve(Instant at) {
    return new Command.ReserveCode(at.plusSeconds(600), CODE_REST, at);
  }

  static Command.CreateSession creating(HostId host, Hash connection, Instant at) {
    return new Command.CreateSession(
        host, Optional.empty(), connection, PLAN, CAPACITY, CODE_REST, at);
  }

  static Command.Join join(ParticipantId who, Instant at, ParticipantId... absent) {
    return new Command.Join(
        who, token(who), connection(who), seed(who.value()), List.of(absent), at);
  }

  static Command.Join joinAgain(ParticipantId who, Hash token, Instant at) {
    return new Command.Join(
        new ParticipantId("new"), token, connection(who), seed("new"), List.of(), at);
  }

  static Command.SubmitAnswer answer(ParticipantId who, String option, Instant at) {
    return new Command.SubmitAnswer(who, FIRST.id(), option, at);
  }
}
