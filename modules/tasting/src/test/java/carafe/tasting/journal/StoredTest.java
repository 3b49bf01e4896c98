package carafe.tasting.journal;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.journal.JournalEntry;
import carafe.rules.session.Event;
import carafe.rules.session.Session;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pekko stores our entries and snapshots with our serializers, by our reference.conf. */
final class StoredTest {
  private static final ActorTestKit KIT = ActorTestKit.create("stored");
  private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void anEntryIsStoredAsItsBytesUnderItsName() throws Exception {
    Event event = Objects.requireNonNull(EventSamples.session().get("answers-submitted"));
    JournalEntry entry = SessionJournal.eventAdapter().toJournal(event);

    var serializer = SERIALIZATION.findSerializerFor(entry);
    byte[] bytes = SERIALIZATION.serialize(entry).get();

    assertThat(serializer.identifier()).isEqualTo(7301);
    assertThat(Serializers.manifestFor(serializer, entry)).isEqualTo("answers-submitted");
    assertThat(bytes).isEqualTo(entry.json().toArray());
    assertThat(SERIALIZATION.deserialize(bytes, 7301, "answers-submitted").get()).isEqualTo(entry);
  }

  @Test
  void aSnapshotIsStoredByOurSerializer() throws Exception {
    Object stored = SessionJournal.snapshotAdapter().toJournal(Session.vacant());

    var serializer = SERIALIZATION.findSerializerFor(stored);
    byte[] bytes = SERIALIZATION.serialize(stored).get();

    assertThat(serializer.identifier()).isEqualTo(7302);
    assertThat(Serializers.manifestFor(serializer, stored)).isEqualTo("session-snapshot");
    assertThat(SERIALIZATION.deserialize(bytes, 7302, "session-snapshot").get()).isEqualTo(stored);
  }
}
