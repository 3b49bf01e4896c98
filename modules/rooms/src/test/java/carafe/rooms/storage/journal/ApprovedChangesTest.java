package carafe.rooms.storage.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.approved.Approved;
import carafe.rooms.journal.JournalEntry;
import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StoredState;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes and snapshots are written as approved, and what was ever approved is read. */
final class ApprovedChangesTest {
  private static final Map<String, StorageChange> SAMPLES = ChangeSamples.all();

  private final EventAdapter<StorageChange, JournalEntry> adapter =
      StorageJournal.eventAdapter(ChangeSamples.CLOCK);

  static Set<String> samples() {
    return SAMPLES.keySet();
  }

  /** All files of all versions, such as {@code v1/storage-changed.json}. */
  static Stream<String> files() {
    return Approved.list("journal").stream()
        .sorted()
        .flatMap(v -> Approved.list("journal/" + v).stream().sorted().map(file -> v + "/" + file));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void changesAreWrittenAsApproved(String sample) {
    JournalEntry entry = adapter.toJournal(sample(sample));

    assertThat(entry.name()).isEqualTo("storage-changed");
    Approved.check("journal/v1/" + sample + ".json", entry.json().utf8String());
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileOfEveryVersionIsRead(String file) {
    String sample = file.replaceFirst("^v[0-9]+/", "").replaceFirst("\\.json$", "");
    byte[] json = Approved.bytes("journal/" + file);
    var entry = new JournalEntry("storage-changed", ByteString.fromArray(json));

    var read = adapter.fromJournal(entry, "").events();

    assertThat(read.size()).isEqualTo(1);
    assertThat(read.head()).isEqualTo(sample(sample));
  }

  @Test
  void valuesAreIntegersAndTextsOnly() {
    assertThat(files())
        .hasSizeGreaterThanOrEqualTo(SAMPLES.size())
        .allSatisfy(
            file -> {
              String json = new String(Approved.bytes("journal/" + file), UTF_8);
              String values = json.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
              assertThat(values.replace("null", "")).as(file).matches("[0-9{}\\[\\]:,]*");
              assertThat(values).as("prev only").containsOnlyOnce("null");
            });
  }

  @Test
  void aSnapshotIsWrittenAsApproved() {
    StoredState state = new StoredState();
    SAMPLES.values().forEach(state::evolve);
    state.evolve(sample("storage-changed"));
    isApproved("snapshot/v1/storage.json", state);
    isApproved("snapshot/v1/storage-empty.json", new StoredState());
  }

  private static void isApproved(String file, StoredState state) {
    Object stored = StorageJournal.snapshotAdapter().toJournal(state);

    Approved.check(file, new String(new StorageSnapshotSerializer().toBinary(stored), UTF_8));
  }

  private static StorageChange sample(String name) {
    return Objects.requireNonNull(SAMPLES.get(name));
  }
}
