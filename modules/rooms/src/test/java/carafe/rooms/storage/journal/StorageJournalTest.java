package carafe.rooms.storage.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.journal.JournalEntry;
import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StoredState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.apache.pekko.util.ByteString;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pekko stores changes and snapshots with our serializers, and they come back as they were. */
final class StorageJournalTest {
  private static final ActorTestKit KIT = ActorTestKit.create("storage-journal");
  private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());

  private final EventAdapter<StorageChange, JournalEntry> adapter =
      StorageJournal.eventAdapter(ChangeSamples.CLOCK);

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aChangeIsStoredAsItsBytesUnderItsName() throws Exception {
    for (StorageChange change : ChangeSamples.all().values()) {
      JournalEntry entry = adapter.toJournal(change);

      var serializer = SERIALIZATION.findSerializerFor(entry);
      byte[] bytes = SERIALIZATION.serialize(entry).get();
      Object read = SERIALIZATION.deserialize(bytes, 7301, "storage-changed").get();

      assertThat(serializer.identifier()).isEqualTo(7301);
      assertThat(Serializers.manifestFor(serializer, entry)).isEqualTo("storage-changed");
      assertThat(bytes).isEqualTo(entry.json().toArray());
      assertThat(adapter.fromJournal((JournalEntry) read, "").events().head()).isEqualTo(change);
    }
  }

  @Test
  void aSnapshotIsStoredByOurSerializer() throws Exception {
    StoredState state = everything();
    Object snapshot = StorageJournal.snapshotAdapter().toJournal(state);

    var serializer = SERIALIZATION.findSerializerFor(snapshot);
    byte[] bytes = SERIALIZATION.serialize(snapshot).get();
    Object read = SERIALIZATION.deserialize(bytes, 7303, "storage-snapshot").get();

    assertThat(serializer.identifier()).isEqualTo(7303);
    assertThat(Serializers.manifestFor(serializer, snapshot)).isEqualTo("storage-snapshot");
    isTheSame(StorageJournal.snapshotAdapter().fromJournal(read), state);
  }

  @Test
  void aSnapshotStaysAsItWasWhileTheRoomGoesOn() {
    StoredState state = everything();
    Object snapshot = StorageJournal.snapshotAdapter().toJournal(state);
    state.evolve(new StorageChange(Map.of("later", "1"), List.of("count"), Optional.empty()));

    StoredState first = StorageJournal.snapshotAdapter().fromJournal(snapshot);
    isTheSame(first, everything());
    first.evolve(new StorageChange(Map.of("later", "1"), List.of(), Optional.empty()));
    isTheSame(StorageJournal.snapshotAdapter().fromJournal(snapshot), everything());
  }

  @Test
  void theFurthestAlarmsComeBack() {
    for (Instant at : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
      var change =
          new StorageChange(Map.of(), List.of(), Optional.of(new StorageChange.AlarmSet(at)));

      assertThat(adapter.fromJournal(adapter.toJournal(change), "").events().head())
          .isEqualTo(change);
    }
  }

  @Test
  void theLargestValueComesBack() {
    String json = "\"" + "\\\\".repeat(65_535) + "\"";
    var change = new StorageChange(Map.of("k", json), List.of(), Optional.empty());

    assertThat(adapter.fromJournal(adapter.toJournal(change), "").events().head())
        .isEqualTo(change);
  }

  @Test
  void whatCannotBeReadIsRefusedWithoutShowingIt() {
    refuses("storage-moved", "{\"type\":\"storage-moved\"}")
        .hasMessageContaining("no event of a room's storage has this name");
    refuses("storage-changed", "{\"type\":\"storage-changed\",\"put\":[{\"key\":\"SECRET\"}]}")
        .hasMessageContaining("event.put[0].value is missing");
    refuses(
            "storage-changed",
            "{\"type\":\"storage-changed\",\"put\":[],\"deleted\":[],\"alarm\":{\"type\":\"SECRET\"}}")
        .hasMessageContaining("no such change of alarms");

    var serializer = new StorageSnapshotSerializer();
    assertThatThrownBy(() -> serializer.fromBinary("{\"v\":2}".getBytes(UTF_8), "storage-snapshot"))
        .hasMessageContaining("storage-snapshot")
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> serializer.fromBinary("{\"v\":1}".getBytes(UTF_8), "other"))
        .hasMessageContaining("no snapshot has this name");
    assertThatThrownBy(() -> serializer.toBinary("SECRET"))
        .hasMessage("java.lang.String is no snapshot of a room's storage");
    assertThatThrownBy(() -> StorageJournal.snapshotAdapter().fromJournal("SECRET"))
        .hasMessage("the snapshot is not one of a room's storage");
  }

  @Test
  void eachActorGetsAnAdapterOfItsOwn() {
    assertThat(StorageJournal.eventAdapter(ChangeSamples.CLOCK)).isNotSameAs(adapter);
  }

  private AbstractThrowableAssert<?, ?> refuses(String name, String event) {
    String json = "{\"v\":1,\"at\":\"2024-01-01T20:00:00Z\",\"prev\":null,\"event\":" + event + "}";
    return assertThatThrownBy(
            () -> adapter.fromJournal(new JournalEntry(name, ByteString.fromString(json)), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("SECRET"));
  }

  private static StoredState everything() {
    StoredState state = new StoredState();
    ChangeSamples.all().values().forEach(state::evolve);
    return state.evolve(Objects.requireNonNull(ChangeSamples.all().get("storage-changed")));
  }

  private static void isTheSame(StoredState state, StoredState expected) {
    assertThat(state.values().entrySet()).containsExactlyElementsOf(expected.values().entrySet());
    assertThat(state.alarm()).isEqualTo(expected.alarm());
    assertThat(state.bytes()).isEqualTo(expected.bytes());
  }
}
