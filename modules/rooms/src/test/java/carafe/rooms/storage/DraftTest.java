package carafe.rooms.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.api.Json;
import carafe.rooms.api.Range;
import carafe.rooms.api.Storage;
import carafe.rooms.api.StorageLimitException;
import carafe.rooms.storage.StorageChange.AlarmDropped;
import carafe.rooms.storage.StorageChange.AlarmSet;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What a room changes and reads before it is stored. */
final class DraftTest {
  private static final Instant SOON = Instant.parse("2024-01-01T20:00:00Z");
  private static final StorageLimits LIMITS = new StorageLimits(16L << 20, 2L << 20);

  private final StoredState stored = new StoredState();
  private final Draft draft = new Draft(stored, LIMITS);

  @Test
  void whatIsPutIsSeenAtOnceAndStoredWhenTaken() {
    draft.put("wine", Map.of("name", "Chablis"));

    assertThat(draft.get("wine")).contains(Json.tree("{\"name\":\"Chablis\"}"));
    assertThat(stored.values()).isEmpty();
    assertThat(draft.take())
        .isEqualTo(
            new StorageChange(
                Map.of("wine", "{\"name\":\"Chablis\"}"), List.of(), Optional.empty()));
    assertThat(draft.isEmpty()).isTrue();
  }

  @Test
  void aValueIsReadIntoAType() {
    record Wine(String name, int year) {}
    draft.put("wine", new Wine("Chablis", 2020));

    assertThat(draft.get("wine", Wine.class)).contains(new Wine("Chablis", 2020));
    assertThat(draft.get("beer", Wine.class)).isEmpty();
    assertThatThrownBy(() -> draft.get("wine", int[].class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatWasPutOrGotMayBeChangedAfterwards() {
    ObjectNode wine = (ObjectNode) Json.tree("{\"year\":2020}");
    draft.put("wine", wine);
    wine.put("year", 1);
    ((ObjectNode) draft.get("wine").orElseThrow()).put("year", 2);
    ((ObjectNode) draft.list(Range.all()).firstEntry().getValue()).put("year", 3);

    assertThat(draft.get("wine")).contains(Json.tree("{\"year\":2020}"));
  }

  @Test
  void nullOfJsonIsAValueAndNullOfJavaIsNone() {
    draft.put("node", NullNode.getInstance());
    draft.put("empty", Optional.empty());

    assertThat(draft.get("node")).contains(NullNode.getInstance());
    assertThat(draft.get("empty")).contains(NullNode.getInstance());
    assertThat(draft.list(Range.all())).hasSize(2);
    assertThatThrownBy(() -> draft.get("node", String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("null");
    assertThat(draft.delete("node")).isTrue();

    Map<String, Object> java = new LinkedHashMap<>();
    java.put("a", 1);
    java.put("b", null);
    assertThatThrownBy(() -> draft.putAll(java)).isInstanceOf(NullPointerException.class);
    assertThat(draft.list(Range.all())).containsOnlyKeys("empty");
  }

  @Test
  void aValueWithHalfAPairComesBackAsItWas() {
    draft.put("half", Map.of("x\udf77", "a\ud83c b 🍷"));

    String text = draft.take().put().values().iterator().next();

    assertThat(text).isEqualTo("{\"x\\udf77\":\"a\\ud83c b 🍷\"}");
    assertThat(Json.tree(text)).isEqualTo(Json.tree("{\"x\\udf77\":\"a\\ud83c b 🍷\"}"));
    assertThat(Json.tree(text).elements().next().textValue()).isEqualTo("a\ud83c b 🍷");
  }

  @Test
  void deleteTellsWhetherThereWasSomething() {
    keep("stored", 1);

    assertThat(draft.delete("never")).isFalse();
    assertThat(draft.isEmpty()).isTrue();
    assertThat(draft.delete("stored")).isTrue();
    assertThat(draft.delete("stored")).isFalse();
    assertThat(draft.get("stored")).isEmpty();
    draft.put("stored", 2);
    assertThat(draft.delete("stored")).isTrue();
    assertThat(draft.take())
        .isEqualTo(new StorageChange(Map.of(), List.of("stored"), Optional.empty()));
  }

  @Test
  void whatWasPutAndDeletedIsStillToBeStored() {
    draft.put("new", 1);

    assertThat(draft.delete("new")).isTrue();
    assertThat(draft.delete("new")).isFalse();
    assertThat(draft.isEmpty()).as("whoever waits for the put is told").isFalse();
    assertThat(stored.evolve(draft.take()).bytes()).isZero();
  }

  @Test
  void theAlarmIsSetAndDropped() {
    assertThat(draft.alarm()).isEmpty();
    draft.dropAlarm();
    assertThat(draft.isEmpty()).isTrue();

    draft.setAlarm(SOON);
    assertThat(draft.alarm()).contains(SOON);
    StorageChange set = draft.take();
    assertThat(set.alarm()).contains(new AlarmSet(SOON));

    stored.evolve(set);
    assertThat(draft.alarm()).contains(SOON);
    draft.dropAlarm();
    assertThat(draft.alarm()).isEmpty();
    StorageChange dropped = draft.take();
    assertThat(dropped.alarm()).contains(new AlarmDropped());
    assertThat(stored.evolve(dropped).alarm()).isEmpty();
  }

  @Test
  void aNestedDraftIsSeenOutsideOnceAdopted() {
    keep("a", 1);
    draft.put("b", 2);
    Draft nested = draft.nested();
    nested.put("c", 3);
    assertThat(nested.delete("a")).isTrue();
    assertThat(nested.delete("b")).isTrue();
    nested.setAlarm(SOON);

    assertThat(nested.list(Range.all())).containsOnlyKeys("c");
    assertThat(draft.list(Range.all())).containsOnlyKeys("a", "b");
    assertThat(draft.alarm()).isEmpty();

    draft.adopt(nested);
    assertThat(draft.list(Range.all())).containsOnlyKeys("c");
    assertThat(draft.take())
        .isEqualTo(
            new StorageChange(
                Map.of("c", "3"), List.of("a", "b"), Optional.of(new AlarmSet(SOON))));
  }

  @Test
  void aNestedDraftThatIsNotAdoptedLeavesNothing() {
    draft.put("a", 1);
    draft.nested().put("a", 2);

    assertThat(draft.get("a", Integer.class)).contains(1);
  }

  @Test
  void nestedDraftsNest() {
    Draft outer = draft.nested();
    outer.put("a", 1);
    Draft inner = outer.nested();
    inner.delete("a");
    inner.put("b", 2);
    outer.adopt(inner);
    draft.adopt(outer);

    assertThat(draft.take())
        .isEqualTo(new StorageChange(Map.of("b", "2"), List.of("a"), Optional.empty()));
  }

  @Test
  void changesPastATransactionAreNotLostUnseen() {
    Draft nested = draft.nested();
    nested.put("a", 1);
    draft.put("b", 2);

    assertThatThrownBy(() -> draft.adopt(nested)).isInstanceOf(IllegalStateException.class);
    assertThat(draft.list(Range.all())).containsOnlyKeys("b");
    assertThatThrownBy(() -> draft.adopt(new Draft(stored, LIMITS)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void putAllIsAllOrNone() {
    draft.put("a", 0);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("a", 1);
    values.put("b", 2);
    draft.putAll(values);
    assertThat(draft.get("a", Integer.class)).contains(1);

    values.put("a", 3);
    values.put("", 4);
    assertThatThrownBy(() -> draft.putAll(values)).isInstanceOf(StorageLimitException.class);
    assertThat(draft.get("a", Integer.class)).contains(1);
  }

  @Test
  void keysAreListedInTheOrderOfTheirBytes() {
    List<String> ordered = List.of("Z", "a", "é", "한", "\ue000", "\uffff", "🍷");
    ordered.reversed().forEach(key -> draft.put(key, key));

    assertThat(draft.list(Range.all()).keySet()).containsExactlyElementsOf(ordered);
    assertThat(draft.list(Range.all().backwards()).keySet())
        .containsExactlyElementsOf(ordered.reversed());
    stored.evolve(draft.take());
    assertThat(stored.values().keySet()).containsExactlyElementsOf(ordered);
    assertThat(draft.list(Range.all().from("\uffff")).keySet()).containsExactly("\uffff", "🍷");
  }

  @Test
  void aRangeIsTheSameBackwards() {
    for (String key : List.of("a", "b1", "b2", "b3", "b4", "c")) {
      keep(key, key);
    }
    draft.delete("b2");
    draft.put("b25", 0);
    Range range = Range.prefix("b").from("b2").before("b4");

    assertThat(draft.list(range).keySet()).containsExactly("b25", "b3");
    assertThat(draft.list(range.backwards()).keySet()).containsExactly("b3", "b25");
    assertThat(draft.list(range.atMost(1)).keySet()).containsExactly("b25");
    assertThat(draft.list(range.backwards().atMost(1)).keySet()).containsExactly("b3");
    assertThat(draft.list(range.atMost(0))).isEmpty();
    assertThat(draft.list(Range.all().from("c").before("a"))).isEmpty();
    assertThat(draft.list(Range.prefix("b").before("a"))).isEmpty();
    assertThat(draft.list(Range.prefix("b").from("c"))).isEmpty();
    assertThat(draft.list(Range.prefix("z"))).isEmpty();
  }

  @Test
  void prefixesEndWhereUnicodeHasEdges() {
    for (String key :
        List.of("\ud7ff", "\ud7ffx", "\ue000", "\uffff", "\uffffx", "𐀀", "\udbff\udfff")) {
      draft.put(key, 0);
    }

    assertThat(draft.list(Range.prefix("\ud7ff")).keySet()).containsExactly("\ud7ff", "\ud7ffx");
    assertThat(draft.list(Range.prefix("\uffff")).keySet()).containsExactly("\uffff", "\uffffx");
    assertThat(draft.list(Range.prefix("\udbff\udfff").backwards()).keySet())
        .containsExactly("\udbff\udfff");
  }

  @Test
  void aKeyHasOneToTwoThousandAndFortyEightBytes() {
    draft.put("k".repeat(Storage.KEY_BYTES_MAX), 1);
    draft.put("é".repeat(Storage.KEY_BYTES_MAX / 2), 1);
    draft.put("🍷".repeat(Storage.KEY_BYTES_MAX / 4), 1);

    refuses("", 1).hasMessage("A key has 1 to 2048 bytes in UTF-8; \"\" has 0");
    refuses("k".repeat(Storage.KEY_BYTES_MAX + 1), 1)
        .hasMessage("A key has 1 to 2048 bytes in UTF-8; \"%s\"… has 2049", "k".repeat(40));
    refuses("é\n\"" + "🍷".repeat(Storage.KEY_BYTES_MAX / 4), 1)
        .message()
        .matches(
            "A key has 1 to 2048 bytes in UTF-8; \"\\\\u00e9\\\\u000a\\\\u0022[\\\\a-z0-9]+\"… has"
                + " 2052");
    refuses("half\ud83c", 1)
        .hasMessage("A key is whole Unicode; \"half\\ud83c\" has half a surrogate pair");
  }

  @Test
  void aValueHasAtMost128KiBOfJson() {
    String most = "é".repeat(Storage.VALUE_BYTES_MAX / 2 - 1); // and two quotes
    draft.put("most", most);

    refuses("more", most + "S")
        .hasMessage("A value has at most 131072 bytes of JSON; that of \"more\" has 131073");
    assertThat(draft.list(Range.all())).containsOnlyKeys("most");
  }

  @Test
  void aRoomKeepsOnlySoMuch() {
    long max = Sizes.ENTRY_MAX + 100;
    Draft small = new Draft(stored, new StorageLimits(max, 2L << 20));
    small.put("big", "b".repeat(100_000));
    stored.evolve(small.take());
    String rest = "r".repeat((int) (max - stored.bytes() - Sizes.of("rest", "\"\"")));

    assertThatThrownBy(() -> small.put("rest", rest + "S"))
        .isInstanceOf(StorageLimitException.class)
        .hasMessage(
            "With \"rest\" the room would keep %d bytes; carafe.rooms.storage.room-bytes-max is %d",
            max + 1, max);
    assertThat(small.isEmpty()).isTrue();
    small.put("rest", rest);
    stored.evolve(small.take());
    assertThat(stored.bytes()).isEqualTo(max);

    // Room is made by what is deleted or smaller in the same change.
    assertThatThrownBy(() -> small.put("x", 1)).isInstanceOf(StorageLimitException.class);
    small.put("big", "b");
    small.put("x", 1);
    assertThat(small.delete("rest")).isTrue();
    small.put("y", rest);
  }

  @Test
  void aRoomThatIsOverALowerBoundMayShrink() {
    for (int i = 0; i < 4; i++) {
      keep("k" + i, "v".repeat(100_000));
    }
    Draft small = new Draft(stored, new StorageLimits(Sizes.ENTRY_MAX, 2L << 20));

    assertThatThrownBy(() -> small.put("k0", "v".repeat(100_001)))
        .isInstanceOf(StorageLimitException.class);
    small.put("k0", "w".repeat(100_000));
    small.put("k0", "v");
    assertThat(small.delete("k1")).isTrue();
  }

  @Test
  void aChangeHasOnlySoMuch() {
    Draft small = new Draft(stored, new StorageLimits(16L << 20, Sizes.ENTRY_MAX));
    small.put("a", "b".repeat(100_000));

    assertThatThrownBy(() -> small.put("c", "d".repeat(100_000)))
        .isInstanceOf(StorageLimitException.class)
        .hasMessage(
            "With \"c\" the change would have 200070 bytes;"
                + " carafe.rooms.storage.change-bytes-max is %d",
            Sizes.ENTRY_MAX);
    stored.evolve(small.take());
    small.put("c", "d".repeat(100_000));
    small.put("c", "d");
    small.put("e", "f".repeat(100_000));
  }

  @Test
  void aChangeDeletesOnlySoMuch() {
    String key = "k".repeat(2000);
    for (int i = 0; i < 200; i++) {
      keep(key + i, 0);
    }
    Draft small = new Draft(stored, new StorageLimits(16L << 20, Sizes.ENTRY_MAX));
    assertThatThrownBy(() -> stored.values().keySet().forEach(small::delete))
        .isInstanceOf(StorageLimitException.class)
        .hasMessageContaining("change-bytes-max");

    int left = small.list(Range.all()).size();
    stored.evolve(small.take());
    assertThat(stored.values()).hasSize(left).isNotEmpty();
  }

  @Test
  void aNestedDraftKeepsTheBoundsOfAll() {
    Draft small = new Draft(stored, new StorageLimits(Sizes.ENTRY_MAX, 2L << 20));
    small.put("a", "a".repeat(100_000));
    Draft nested = small.nested();

    assertThatThrownBy(() -> nested.put("b", "b".repeat(100_000)))
        .isInstanceOf(StorageLimitException.class);
    nested.delete("a");
    nested.put("b", "b".repeat(100_000));
    small.adopt(nested);
    assertThatThrownBy(() -> small.put("a", "a".repeat(100_000)))
        .isInstanceOf(StorageLimitException.class);
    assertThat(small.take().put()).containsOnlyKeys("b");
  }

  @Test
  void whatJacksonCannotWriteIsRefused() {
    Object self = new Object[1];
    ((Object[]) self)[0] = self;

    assertThatThrownBy(() -> draft.put("self", self)).isInstanceOf(IllegalArgumentException.class);
    assertThat(draft.isEmpty()).isTrue();
  }

  private void keep(String key, Object value) {
    Draft more = new Draft(stored, LIMITS);
    more.put(key, value);
    stored.evolve(more.take());
  }

  private AbstractThrowableAssert<?, ?> refuses(String key, Object value) {
    Map<String, JsonNode> before = draft.list(Range.all());
    var refused =
        assertThatThrownBy(() -> draft.put(key, value)).isInstanceOf(StorageLimitException.class);
    assertThat(draft.list(Range.all())).isEqualTo(before);
    return refused;
  }
}
