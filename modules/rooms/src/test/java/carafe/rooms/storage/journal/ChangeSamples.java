package carafe.rooms.storage.journal;

import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StorageChange.AlarmDropped;
import carafe.rooms.storage.StorageChange.AlarmSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes by the names of their approved files. */
final class ChangeSamples {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-01T20:00:00.010Z"), ZoneOffset.UTC);

  private static final Instant SOON = Instant.parse("2024-01-01T20:30:00Z");

  private ChangeSamples() {}

  static Map<String, StorageChange> all() {
    Map<String, StorageChange> all = new LinkedHashMap<>();
    all.put(
        "storage-changed",
        new StorageChange(
            Map.of("count", "3", "wine/1", "{\"name\":\"Chablis\",\"year\":2020}", "none", "null"),
            List.of("wine/2", "wine/10"),
            Optional.of(new AlarmSet(SOON))));
    all.put(
        "storage-changed.put",
        new StorageChange(Map.of("a", "[1,2.5e3,true]"), List.of(), Optional.empty()));
    all.put("storage-changed.deleted", new StorageChange(Map.of(), List.of("a"), Optional.empty()));
    all.put(
        "storage-changed.alarm-set",
        new StorageChange(Map.of(), List.of(), Optional.of(new AlarmSet(SOON.plusNanos(1)))));
    all.put(
        "storage-changed.alarm-dropped",
        new StorageChange(Map.of(), List.of(), Optional.of(new AlarmDropped())));
    all.put(
        "storage-changed.unicode",
        new StorageChange(
            Map.of(
                "🍷", "\"Ελλάδα\"",
                "\uffff", "{\"საქართველო\":\"لبنان 甲州\"}",
                "\"quoted\"\n", "\"half \\ud83c, \\\"quoted\\\"\\n\""),
            List.of("é", "ע"),
            Optional.empty()));
    return all;
  }
}
