package carafe.tasting.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.journal.JournalEntry;
import carafe.rules.session.Event;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.util.ByteString;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What cannot be read stops the recovery with a message that names event and version. */
final class EnvelopeTest {
  private static final String AT = "\"at\":\"2024-01-01T20:00:00Z\",\"prev\":null,";

  private final EventAdapter<Event, JournalEntry> adapter = SessionJournal.eventAdapter();

  @Test
  void anotherVersionIsRefused() {
    refuses("host-left", "{\"v\":2," + AT + "\"event\":{\"type\":\"host-left\"}}")
        .hasMessage(
            "the journal's event host-left is of version 2; this program reads version 1 only");
  }

  @Test
  void anUnknownEventIsRefused() {
    refuses("cork-popped", "{\"v\":1," + AT + "\"event\":{\"type\":\"cork-popped\"}}")
        .hasMessage(
            "the journal's event cork-popped of version 1 cannot be read:"
                + " no event of a session has this name");
  }

  @Test
  void anEventOfAnotherKindOfRoomIsRefused() {
    refuses("host-claimed", "{\"v\":1," + AT + "\"event\":{\"type\":\"host-claimed\"}}")
        .hasMessageContaining("host-claimed of version 1");
  }

  @Test
  void anEventUnderAnotherNameIsRefused() {
    refuses("host-returned", "{\"v\":1," + AT + "\"event\":{\"type\":\"host-left\"}}")
        .hasMessageContaining("host-returned of version 1")
        .hasMessageContaining("another name");
  }

  @Test
  void aMissingFieldIsNamed() {
    refuses(
            "answers-submitted",
            "{\"v\":1,"
                + AT
                + "\"event\":{\"type\":\"answers-submitted\",\"question\":\"q1\",\"answers\":["
                + "{\"participant\":\"ann\",\"option\":\"SECRET\"}]}}")
        .hasMessage(
            "the journal's event answers-submitted of version 1 cannot be read:"
                + " event.answers[0].at is missing");
  }

  @Test
  void whatIsNoEnvelopeIsRefusedWithoutShowingIt() {
    refuses("host-left", "SECRET").hasMessageContaining("host-left");
    refuses("host-left", "{\"v\":\"SECRET\"}").hasMessageContaining("host-left");
    refuses("host-left", "[\"SECRET\"]").hasMessageContaining("host-left");
    refuses("host-left", "").hasMessageContaining("host-left");
  }

  @Test
  void fieldsThatALaterProgramAddedAreIgnored() {
    var entry =
        entry(
            "round-finished",
            "{\"v\":1,"
                + AT
                + "\"new\":{},\"event\":{\"type\":\"round-finished\",\"round\":3,\"new\":[1]}}");

    assertThat(adapter.fromJournal(entry, "").events().head())
        .isEqualTo(new Event.RoundFinished(3, EventSamples.at("20:00:00")));
  }

  @Test
  void anEntryShowsNoContent() {
    EventSamples.session()
        .forEach(
            (sample, event) ->
                assertThat(adapter.toJournal(event).toString())
                    .isEqualTo("JournalEntry[" + sample.replaceFirst("\\..*", "") + "]"));
  }

  @Test
  void eachActorGetsAnAdapterOfItsOwn() {
    assertThat(SessionJournal.eventAdapter()).isNotSameAs(SessionJournal.eventAdapter());
    assertThat(HostJournal.eventAdapter()).isNotSameAs(HostJournal.eventAdapter());
  }

  private AbstractThrowableAssert<?, ?> refuses(String name, String json) {
    return assertThatThrownBy(() -> adapter.fromJournal(entry(name, json), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("SECRET"))
        .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("SECRET"));
  }

  private static JournalEntry entry(String name, String json) {
    return new JournalEntry(name, ByteString.fromString(json));
  }
}
