package carafe.tasting.journal;

import carafe.rules.host.HostIndex;
import carafe.rules.host.SessionEntry;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.identity.ParticipantId;
import carafe.rules.plan.Category;
import carafe.rules.plan.Plan;
import carafe.rules.score.RankingEntry;
import carafe.rules.session.Answer;
import carafe.rules.session.Asked;
import carafe.rules.session.EndCause;
import carafe.rules.session.Event;
import carafe.rules.session.Option;
import carafe.rules.session.RevealCause;
import carafe.rules.session.Round;
import carafe.tasting.wire.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every event by the name of its approved file, in the order of a story: a host reserves a code,
 * creates, three join, one leaves, two play a wine. {@link SnapshotTest} plays it.
 */
final class EventSamples {
  static final HostId HOST = new HostId("TANNIC-FALCON");
  static final Plan PLAN = Plans.evening();
  static final ParticipantId ANN = new ParticipantId("cGFydGljaXBhbnQtMQ");
  static final ParticipantId BEN = new ParticipantId("cGFydGljaXBhbnQtMg");
  static final ParticipantId CYD = new ParticipantId("cGFydGljaXBhbnQtMw");

  private static final List<Round> ROUNDS =
      List.of(
          new Round(
              "Château Margaux",
              List.of(
                  asked("q1", Category.COLOR, "q1-b", "Rosé", "Ruby red", "Golden yellow", "Amber"),
                  asked(
                      "q2", Category.COUNTRY, "q2-a", "France", "Ελλάδα", "საქართველო", "لبنان"))),
          new Round(
              "Grüner Veltliner \"Smaragd\"",
              List.of(
                  asked(
                      "q3",
                      Category.GRAPE_VARIETY,
                      "q3-d",
                      "Riesling",
                      "甲州",
                      "Zierfandler",
                      "Grüner Veltliner"))));

  private EventSamples() {}

  static Map<String, Event> session() {
    Map<String, Event> all = new LinkedHashMap<>();
    all.put("code-reserved", new Event.CodeReserved(at("20:09:00"), at("19:59:00")));
    all.put(
        "session-created",
        new Event.SessionCreated(1, HOST, Optional.empty(), hash(1), PLAN, 20_000, at("20:00:00")));
    all.put(
        "session-created.key",
        new Event.SessionCreated(
            2, HOST, Optional.of(hash(2)), hash(1), PLAN, 20_000, at("20:00:00.000000001")));
    all.put("session-updated", new Event.SessionUpdated(PLAN, at("20:01:00")));
    all.put(
        "participants-joined",
        new Event.ParticipantsJoined(
            List.of(
                new Event.Joined(ANN, "TannicFalcon", hash(3), hash(4), at("20:02:00.001")),
                new Event.Joined(BEN, "VelvetyMerlot", hash(5), hash(6), at("20:02:00.002")),
                new Event.Joined(CYD, "OakyBarrel2", hash(7), hash(8), at("20:02:00.002")))));
    all.put(
        "tokens-renewed",
        new Event.TokensRenewed(
            List.of(
                new Event.Renewed(ANN, hash(9), at("20:02:01")),
                new Event.Renewed(BEN, hash(10), at("20:02:02.5")))));
    all.put("seats-given-up", new Event.SeatsGivenUp(List.of(CYD), at("20:03:00")));
    all.put("game-started", new Event.GameStarted(ROUNDS, at("20:04:00.123456")));
    all.put(
        "question-opened",
        new Event.QuestionOpened(0, 0, "q1", at("20:04:30.123456"), at("20:04:00.123456")));
    all.put(
        "answers-submitted",
        new Event.AnswersSubmitted(
            "q1",
            List.of(
                new Answer(BEN, "q1-a", at("20:04:10")),
                new Answer(ANN, "q1-c", at("20:04:10.003")),
                new Answer(BEN, "q1-b", at("20:04:11.123456789")))));
    all.put(
        "question-paused",
        new Event.QuestionPaused(Duration.ofNanos(18_123_456_789L), at("20:04:12")));
    all.put("host-left", new Event.HostLeft(at("20:04:13")));
    all.put("host-returned", new Event.HostReturned(at("20:04:43")));
    all.put(
        "question-resumed", new Event.QuestionResumed(at("20:05:18.123456789"), at("20:05:00")));
    all.put(
        "question-revealed", new Event.QuestionRevealed(RevealCause.DEADLINE, at("20:05:18.124")));
    all.put(
        "question-revealed.host", new Event.QuestionRevealed(RevealCause.HOST, at("20:05:18.124")));
    all.put("round-finished", new Event.RoundFinished(0, at("20:06:00")));
    all.put("session-ended", new Event.SessionEnded(EndCause.HOST, at("20:07:00")));
    all.put("session-ended.last-wine", new Event.SessionEnded(EndCause.LAST_WINE, at("20:07:00")));
    all.put("session-ended.host-gone", new Event.SessionEnded(EndCause.HOST_GONE, at("20:07:00")));
    all.put("session-ended.host-idle", new Event.SessionEnded(EndCause.HOST_IDLE, at("20:07:00")));
    all.put(
        "session-ended.never-started",
        new Event.SessionEnded(EndCause.NEVER_STARTED, at("20:07:00")));
    return all;
  }

  static Map<String, HostIndex.Event> host() {
    Map<String, HostIndex.Event> all = new LinkedHashMap<>();
    all.put("host-claimed", new HostIndex.Event.HostClaimed(Optional.empty(), at("20:00:00")));
    all.put(
        "host-claimed.key", new HostIndex.Event.HostClaimed(Optional.of(hash(2)), at("20:00:00")));
    all.put(
        "session-listed",
        new HostIndex.Event.SessionListed(
            entry("4821", SessionEntry.Status.WAITING, List.of()), at("20:00:00.01")));
    all.put(
        "session-listed.active",
        new HostIndex.Event.SessionListed(
            entry("4821", SessionEntry.Status.ACTIVE, List.of()), at("20:04:00.01")));
    all.put(
        "session-listed.ended",
        new HostIndex.Event.SessionListed(
            entry(
                "4821",
                SessionEntry.Status.ENDED,
                List.of(
                    new RankingEntry("VelvetyMerlot", 100, 1),
                    new RankingEntry("TannicFalcon", 0, 2))),
            at("20:07:00.01")));
    return all;
  }

  static SessionEntry entry(String code, SessionEntry.Status status, List<RankingEntry> rankings) {
    return new SessionEntry(
        code, 1, 4_294_967_296L, PLAN.title(), at("20:00:00"), status, 2, rankings);
  }

  static Instant at(String time) {
    return Instant.parse("2024-01-01T" + time + "Z");
  }

  /** A hash that shows its number. */
  static Hash hash(int number) {
    return Hash.ofHex("%064x".formatted(number));
  }

  private static Asked asked(String id, Category category, String correct, String... texts) {
    return new Asked(
        id,
        category,
        List.of(
            new Option(id + "-a", texts[0]),
            new Option(id + "-b", texts[1]),
            new Option(id + "-c", texts[2]),
            new Option(id + "-d", texts[3])),
        correct);
  }
}
