package carafe.rooms.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.storage.StorageChange.AlarmDropped;
import carafe.rooms.storage.StorageChange.AlarmSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What changes make of what a room keeps. */
final class StoredStateTest {
  private static final Instant SOON = Instant.parse("2024-01-01T20:00:00Z");

  private final StoredState state = new StoredState();

  @Test
  void changesAddUp() {
    state.evolve(change(Map.of("a", "1", "b", "2"), Optional.of(new AlarmSet(SOON))));
    state.evolve(change(Map.of("a", "\"é\"", "c", "3"), Optional.empty(), "b", "never"));

    assertThat(state.values()).containsExactly(Map.entry("a", "\"é\""), Map.entry("c", "3"));
    assertThat(state.alarm()).contains(SOON);
    assertThat(state.bytes()).isEqualTo((32 + 1 + 4) + (32 + 1 + 1));

    state.evolve(change(Map.of(), Optional.of(new AlarmDropped()), "a", "c"));
    assertThat(state.values()).isEmpty();
    assertThat(state.alarm()).isEmpty();
    assertThat(state.bytes()).isZero();
  }

  @Test
  void theViewIsNotForChanging() {
    assertThatThrownBy(() -> state.values().put("a", "1"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aChangeIsSortedAndShowsNoContent() {
    StorageChange change =
        change(Map.of("🍷", "1", "\uffff", "2"), Optional.of(new AlarmDropped()), "y", "x");

    assertThat(change.put().keySet()).containsExactly("\uffff", "🍷");
    assertThat(change.deleted()).containsExactly("x", "y");
    assertThat(change).hasToString("StorageChange[2 put, 2 deleted, alarm]");
    assertThatThrownBy(() -> change(Map.of("a", "1"), Optional.empty(), "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static StorageChange change(
      Map<String, String> put, Optional<StorageChange.AlarmChange> alarm, String... deleted) {
    return new StorageChange(put, List.of(deleted), alarm);
  }
}
