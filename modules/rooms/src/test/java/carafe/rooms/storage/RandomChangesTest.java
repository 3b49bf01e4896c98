package carafe.rooms.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import carafe.rooms.api.Json;
import carafe.rooms.api.Range;
import carafe.rooms.api.StorageLimitException;
import carafe.rooms.journal.JournalEntry;
import carafe.rooms.storage.journal.StorageJournal;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Any sequence of changes does what a plain sorted map does, and comes back from the journal. */
final class RandomChangesTest {
  private static final Instant NOW = Instant.parse("2024-01-01T20:00:00Z");
  private static final StorageLimits LIMITS =
      new StorageLimits(3L * Sizes.ENTRY_MAX, Sizes.ENTRY_MAX);
  private static final int STEPS = 800;
  private static final List<String> LETTERS =
      List.of("a", "b", "/", "é", "\ud7ff", "\ue000", "\uffff", "𐀀", "🍷", "\udbff\udfff");

  private final List<StorageChange> journal = new ArrayList<>();
  private StorageModel model = new StorageModel();
  private StoredState stored = new StoredState();
  private Draft draft = new Draft(stored, LIMITS);
  private final Set<String> met = new HashSet<>();

  @RepeatedTest(6)
  void itDoesWhatASortedMapDoes(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(20)) {
        case 0 -> store();
        case 1 -> inTransaction(random);
        case 2 -> alarm(random);
        case 3 -> putAll(random);
        default -> change(draft, model, random);
      }
      check(random);
    }
    store();
    assertThat(met).as("bounds").containsExactlyInAnyOrder("room-bytes-max", "change-bytes-max");
    assertThat(stored.bytes()).isEqualTo(model.roomBytes());
    isWhatWasStored(replayed());
    isWhatWasStored(fromSnapshot());
  }

  private void change(Draft draft, StorageModel model, Random random) {
    String key = key(random);
    if (random.nextInt(4) == 0) {
      boolean was = model.has(key);
      if (model.delete(key, LIMITS)) {
        assertThat(draft.delete(key)).isEqualTo(was);
      } else {
        isRefused(() -> draft.delete(key));
      }
      return;
    }
    String value = value(random);
    if (model.put(key, Json.text(value), LIMITS)) {
      draft.put(key, value);
    } else {
      isRefused(() -> draft.put(key, value));
    }
  }

  private void putAll(Random random) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      values.put(key(random), value(random));
    }
    StorageModel after = model.copy();
    if (values.entrySet().stream()
        .allMatch(e -> after.put(e.getKey(), Json.text(e.getValue()), LIMITS))) {
      draft.putAll(values);
      model = after;
    } else {
      isRefused(() -> draft.putAll(values));
    }
  }

  private void inTransaction(Random random) {
    Draft nested = draft.nested();
    StorageModel after = model.copy();
    for (int i = random.nextInt(10); i > 0; i--) {
      if (random.nextInt(5) == 0) {
        Draft inner = nested.nested();
        change(inner, after, random);
        nested.adopt(inner);
      } else {
        change(nested, after, random);
      }
      isListed(nested, after, range(random).atMost(3));
    }
    if (random.nextBoolean()) {
      draft.adopt(nested);
      model = after;
    }
  }

  private void alarm(Random random) {
    if (random.nextBoolean()) {
      Instant at = NOW.plusMillis(random.nextInt());
      draft.setAlarm(at);
      model.alarm(Optional.of(at));
    } else {
      draft.dropAlarm();
      model.alarm(Optional.empty());
    }
  }

  private void store() {
    if (!draft.isEmpty()) {
      StorageChange change = draft.take();
      journal.add(change);
      stored = stored.evolve(change);
    }
    model.store();
  }

  private void check(Random random) {
    String key = key(random);
    assertThat(draft.get(key).map(JsonNode::toString))
        .isEqualTo(Optional.ofNullable(model.values().get(key)));
    assertThat(draft.alarm()).isEqualTo(model.alarm());
    if (random.nextInt(4) == 0) {
      isListed(draft, model, range(random));
    }
  }

  private static void isListed(Draft draft, StorageModel model, Range range) {
    Map<String, String> listed = new LinkedHashMap<>();
    draft.list(range).forEach((key, value) -> listed.put(key, value.toString()));
    assertThat(listed.entrySet())
        .as("%s", range)
        .containsExactlyElementsOf(model.list(range).entrySet());
  }

  private void isRefused(ThrowingCallable change) {
    Throwable refused = catchThrowable(change);
    assertThat(refused).isInstanceOf(StorageLimitException.class);
    met.add(String.valueOf(refused.getMessage()).replaceFirst(".*storage\\.([a-z-]+) is .*", "$1"));
  }

  private void isWhatWasStored(StoredState state) {
    assertThat(state.values().entrySet()).containsExactlyElementsOf(model.stored().entrySet());
    assertThat(state.alarm()).isEqualTo(model.storedAlarm());
    assertThat(state.bytes()).isEqualTo(model.roomBytes());
  }

  private StoredState replayed() {
    EventAdapter<StorageChange, JournalEntry> adapter =
        StorageJournal.eventAdapter(Clock.fixed(NOW, ZoneOffset.UTC));
    StoredState state = new StoredState();
    for (StorageChange change : journal) {
      state = state.evolve(adapter.fromJournal(adapter.toJournal(change), "").events().head());
    }
    return state;
  }

  private StoredState fromSnapshot() {
    var adapter = StorageJournal.snapshotAdapter();
    return adapter.fromJournal(adapter.toJournal(stored));
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      key.append(LETTERS.get(random.nextInt(LETTERS.size())));
    }
    return key.toString();
  }

  private static String value(Random random) {
    return "é".repeat(random.nextInt(random.nextInt(10) == 0 ? 60_000 : 1_000));
  }

  private static Range range(Random random) {
    Range range = random.nextInt(3) == 0 ? Range.prefix(key(random)) : Range.all();
    range = random.nextInt(3) == 0 ? range.from(key(random)) : range;
    range = random.nextInt(3) == 0 ? range.before(key(random)) : range;
    range = random.nextInt(3) == 0 ? range.atMost(random.nextInt(6)) : range;
    return random.nextBoolean() ? range.backwards() : range;
  }
}
