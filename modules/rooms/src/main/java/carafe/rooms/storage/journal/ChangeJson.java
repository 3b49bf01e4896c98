package carafe.rooms.storage.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StorageChange.AlarmChange;
import carafe.rooms.storage.StorageChange.AlarmDropped;
import carafe.rooms.storage.StorageChange.AlarmSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A change in JSON. Values are texts in it, of JSON themselves: the journal's own has integers and
 * texts only, and they come back to the letter.
 */
final class ChangeJson {
  private ChangeJson() {}

  static void write(StorageChange change, JsonWriter out) {
    out.objects(
            "put",
            change.put().entrySet(),
            (entry, to) -> to.text("key", entry.getKey()).text("value", entry.getValue()))
        .texts("deleted", change.deleted());
    change.alarm().ifPresent(alarm -> out.object("alarm", to -> write(alarm, to)));
  }

  static StorageChange read(JsonReader in) {
    Map<String, String> put = new HashMap<>();
    in.objects("put", entry -> put.put(entry.text("key"), entry.text("value")));
    return new StorageChange(
        put, in.texts("deleted"), in.optionalObject("alarm").map(ChangeJson::alarm));
  }

  private static void write(AlarmChange alarm, JsonWriter out) {
    switch (alarm) {
      case AlarmSet(Instant at) -> out.text("type", "set").text("at", at.toString());
      case AlarmDropped() -> out.text("type", "dropped");
    }
  }

  private static AlarmChange alarm(JsonReader in) {
    return switch (in.text("type")) {
      case "set" -> new AlarmSet(Instant.parse(in.text("at")));
      case "dropped" -> new AlarmDropped();
      default -> throw new IllegalArgumentException("this program knows no such change of alarms");
    };
  }
}
