package carafe.tasting.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.approved.Approved;
import carafe.rooms.journal.JournalEntry;
import carafe.rules.host.HostIndex;
import carafe.rules.session.EndCause;
import carafe.rules.session.Event;
import carafe.rules.session.RevealCause;
import carafe.tasting.wire.Leaves;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Journals are written as approved, and what was ever approved is read. */
final class ApprovedEventsTest {
  private static final String FOLDER = "journal/v1/";
  private static final Map<String, Event> SESSION = EventSamples.session();
  private static final Map<String, HostIndex.Event> HOST = EventSamples.host();

  static Set<String> sessionSamples() {
    return SESSION.keySet();
  }

  static Set<String> hostSamples() {
    return HOST.keySet();
  }

  /** All files of all versions, such as {@code v1/session-created.json}. */
  static Stream<String> files() {
    return Approved.list("journal").stream()
        .sorted()
        .flatMap(v -> Approved.list("journal/" + v).stream().sorted().map(file -> v + "/" + file));
  }

  @ParameterizedTest
  @MethodSource("sessionSamples")
  void sessionEventsAreWrittenAsApproved(String sample) {
    isWrittenAsApproved(sample, SESSION, SessionJournal.eventAdapter());
  }

  @ParameterizedTest
  @MethodSource("hostSamples")
  void hostEventsAreWrittenAsApproved(String sample) {
    isWrittenAsApproved(sample, HOST, HostJournal.eventAdapter());
  }

  private static <E> void isWrittenAsApproved(
      String sample, Map<String, E> samples, EventAdapter<E, JournalEntry> adapter) {
    JournalEntry entry = adapter.toJournal(Objects.requireNonNull(samples.get(sample)));

    assertThat(entry.name()).isEqualTo(eventName(sample));
    Approved.check(FOLDER + sample + ".json", entry.json().utf8String());
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileOfEveryVersionIsRead(String file) {
    String sample = file.replaceFirst("^v[0-9]+/", "").replaceFirst("\\.json$", "");
    var entry =
        new JournalEntry(
            eventName(sample), ByteString.fromArray(Approved.bytes("journal/" + file)));

    Object event =
        HOST.containsKey(sample)
            ? only(HostJournal.eventAdapter(), entry)
            : only(SessionJournal.eventAdapter(), entry);

    assertThat(event).isEqualTo(HOST.containsKey(sample) ? HOST.get(sample) : SESSION.get(sample));
  }

  @Test
  void everyEventHasASample() {
    Set<Class<?>> sampled =
        Stream.concat(SESSION.values().stream(), HOST.values().stream())
            .map(Object::getClass)
            .collect(Collectors.toSet());

    assertThat(Stream.concat(Leaves.of(Event.class), Leaves.of(HostIndex.Event.class)))
        .allSatisfy(type -> assertThat(sampled).contains(type));
  }

  @Test
  void everyCauseHasASample() {
    List<Object> causes = new ArrayList<>();
    SESSION
        .values()
        .forEach(
            event -> {
              if (event instanceof Event.SessionEnded e) {
                causes.add(e.by());
              } else if (event instanceof Event.QuestionRevealed e) {
                causes.add(e.by());
              }
            });

    assertThat(causes)
        .contains((Object[]) EndCause.values())
        .contains((Object[]) RevealCause.values());
  }

  @Test
  void everyFileHasASample() {
    assertThat(Approved.list(FOLDER))
        .allSatisfy(
            file -> {
              String sample = file.replaceFirst("\\.json$", "");
              assertThat(SESSION.containsKey(sample) || HOST.containsKey(sample)).isTrue();
            });
  }

  @Test
  void valuesAreIntegersAndTextsOnly() {
    assertThat(files())
        .allSatisfy(
            file -> {
              String json = new String(Approved.bytes("journal/" + file), UTF_8);
              String values = json.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
              assertThat(values.replace("null", "")).as(file).matches("[0-9{}\\[\\]:,]*");
              assertThat(values).as("prev only").containsOnlyOnce("null");
            });
  }

  private static String eventName(String sample) {
    return sample.replaceFirst("\\..*", "");
  }

  private static <E> E only(EventAdapter<E, JournalEntry> adapter, JournalEntry entry) {
    var events = adapter.fromJournal(entry, "").events();
    assertThat(events.size()).isEqualTo(1);
    return events.head();
  }
}
