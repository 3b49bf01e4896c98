package carafe.tasting.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.approved.Approved;
import carafe.rules.host.HostIndex;
import carafe.rules.host.SessionEntry;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Answer;
import carafe.rules.session.EndCause;
import carafe.rules.session.Event;
import carafe.rules.session.RevealCause;
import carafe.rules.session.Session;
import carafe.tasting.wire.Leaves;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A state comes back from a snapshot as it was. */
final class SnapshotTest {
  private static final int FULL_ROOM = 20_000;

  private static final SnapshotSerializer SERIALIZER = new SnapshotSerializer();
  private static final Map<String, Session> SESSIONS = sessions();
  private static final Map<String, HostIndex> HOSTS = hosts();

  static Set<String> sessionSamples() {
    return SESSIONS.keySet();
  }

  static Set<String> hostSamples() {
    return HOSTS.keySet();
  }

  @ParameterizedTest
  @MethodSource("sessionSamples")
  void aSessionComesBackAsItWas(String sample) {
    Session session = Objects.requireNonNull(SESSIONS.get(sample));

    assertThat(throughStore(session)).isEqualTo(session);
  }

  @ParameterizedTest
  @MethodSource("hostSamples")
  void aHostIndexComesBackAsItWas(String sample) {
    HostIndex index = Objects.requireNonNull(HOSTS.get(sample));

    assertThat(throughStore(index)).isEqualTo(index);
  }

  @ParameterizedTest
  @MethodSource("sessionSamples")
  void aSessionIsWrittenAsApproved(String sample) {
    Object stored = SessionJournal.snapshotAdapter().toJournal(SESSIONS.get(sample));

    Approved.check(
        "snapshot/v1/" + sample + ".json", new String(SERIALIZER.toBinary(stored), UTF_8));
  }

  @ParameterizedTest
  @MethodSource("hostSamples")
  void aHostIndexIsWrittenAsApproved(String sample) {
    Object stored = HostJournal.snapshotAdapter().toJournal(HOSTS.get(sample));

    Approved.check(
        "snapshot/v1/" + sample + ".json", new String(SERIALIZER.toBinary(stored), UTF_8));
  }

  @Test
  void everyStateHasASample() {
    Set<Class<?>> sampled =
        Stream.concat(SESSIONS.values().stream(), HOSTS.values().stream())
            .map(Object::getClass)
            .collect(Collectors.toSet());

    // Of HostIndex only the states: its commands and events are nested beside them.
    assertThat(Stream.concat(Leaves.of(Session.class), Leaves.of(HostIndex.class)))
        .allSatisfy(type -> assertThat(sampled).contains(type));
  }

  @Test
  void aFullRoomIsAFewMegabytes() {
    Session full = fullRoom();

    byte[] bytes = SERIALIZER.toBinary(SessionJournal.snapshotAdapter().toJournal(full));

    assertThat(bytes).hasSizeBetween(1_000_000, 9_000_000);
    assertThat(throughStore(full)).isEqualTo(full);
  }

  @Test
  void anEndedGameWritesItsSeatsOnce() {
    Session full = fullRoom();
    Session ended =
        Session.evolve(full, new Event.SessionEnded(EndCause.HOST, EventSamples.at("21:00:00")));

    byte[] bytes = SERIALIZER.toBinary(SessionJournal.snapshotAdapter().toJournal(ended));

    assertThat(bytes).hasSizeLessThan(7_000_000);
    assertThat(throughStore(ended)).isEqualTo(ended);
  }

  @Test
  void anotherVersionOrNameIsRefused() {
    assertThatThrownBy(() -> SERIALIZER.fromBinary("{\"v\":2}".getBytes(UTF_8), "session-snapshot"))
        .hasMessageContaining("session-snapshot")
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> SERIALIZER.fromBinary("{\"v\":1}".getBytes(UTF_8), "other-snapshot"))
        .hasMessageContaining("other-snapshot");
  }

  private static Session throughStore(Session session) {
    var adapter = SessionJournal.snapshotAdapter();
    Object stored = adapter.toJournal(session);
    return adapter.fromJournal(
        SERIALIZER.fromBinary(SERIALIZER.toBinary(stored), SERIALIZER.manifest(stored)));
  }

  private static HostIndex throughStore(HostIndex index) {
    var adapter = HostJournal.snapshotAdapter();
    Object stored = adapter.toJournal(index);
    return adapter.fromJournal(
        SERIALIZER.fromBinary(SERIALIZER.toBinary(stored), SERIALIZER.manifest(stored)));
  }

  /** The states of the story of {@link EventSamples}. */
  private static Map<String, Session> sessions() {
    Map<String, Session> all = new LinkedHashMap<>();
    Session session = Session.vacant();
    all.put("session-vacant", session);
    session = after(session, "code-reserved");
    all.put("session-reserved", session);
    session = after(session, "session-created");
    all.put("session-empty", session);
    all.put("session-never-started", after(session, "session-ended.never-started"));
    session = after(session, "participants-joined", "tokens-renewed", "seats-given-up");
    all.put("session-waiting", session);
    session = after(session, "game-started", "question-opened", "answers-submitted");
    all.put("session-question-open", session);
    session = after(session, "question-paused", "host-left");
    all.put("session-question-paused", session);
    session = after(session, "host-returned", "question-resumed", "question-revealed");
    all.put("session-question-revealed", session);
    Session second =
        Session.evolve(
            session,
            List.<Event>of(
                new Event.QuestionOpened(
                    0, 1, "q2", EventSamples.at("20:05:50"), EventSamples.at("20:05:20")),
                new Event.QuestionRevealed(RevealCause.HOST, EventSamples.at("20:05:40"))));
    session = after(second, "round-finished");
    all.put("session-round-leaderboard", session);
    session = after(session, "session-ended", "code-reserved");
    all.put("session-ended", session);
    all.put("session-again", after(session, "session-created.key"));
    return all;
  }

  private static Map<String, HostIndex> hosts() {
    var ended = EventSamples.entry("4820", SessionEntry.Status.ENDED, List.of());
    return Map.of(
        "host-unused",
        HostIndex.unused(),
        "host-used",
        new HostIndex.Used(Optional.empty(), List.of()),
        "host-keyed",
        new HostIndex.Used(
            Optional.of(EventSamples.hash(2)),
            List.of(EventSamples.entry("4821", SessionEntry.Status.ACTIVE, List.of()), ended)));
  }

  private static Session after(Session session, String... samples) {
    Map<String, Event> events = EventSamples.session();
    for (String sample : samples) {
      session = Session.evolve(session, Objects.requireNonNull(events.get(sample)));
    }
    return session;
  }

  private static Session fullRoom() {
    Session session = after(Session.vacant(), "session-created");
    List<Event.Joined> joined =
        IntStream.range(0, FULL_ROOM)
            .mapToObj(
                i ->
                    new Event.Joined(
                        participant(i),
                        "TannicFalcon" + i,
                        EventSamples.hash(2 * i),
                        EventSamples.hash(2 * i + 1),
                        EventSamples.at("20:02:00.123456")))
            .toList();
    List<Answer> answers =
        IntStream.range(0, FULL_ROOM)
            .mapToObj(i -> new Answer(participant(i), "q1-b", EventSamples.at("20:04:10.123456")))
            .toList();
    session = Session.evolve(session, new Event.ParticipantsJoined(joined));
    session = after(session, "game-started", "question-opened");
    return Session.evolve(session, new Event.AnswersSubmitted("q1", answers));
  }

  private static ParticipantId participant(int i) {
    return new ParticipantId("participant-%08d".formatted(i));
  }
}
