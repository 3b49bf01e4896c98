package carafe.tasting.journal;

import carafe.rooms.json.JsonReader;
import carafe.rooms.json.JsonWriter;
import carafe.rules.host.HostIndex;
import carafe.rules.identity.Hash;

/** The state of a host index in a snapshot. */
final class HostStateJson {
  private HostStateJson() {}

  static void write(HostIndex index, JsonWriter out) {
    switch (index) {
      case HostIndex.Unused _ -> out.text("state", "unused");
      case HostIndex.Used s ->
          out.text("state", "used")
              .text("keyHash", s.key().map(Hash::hex))
              .objects("sessions", s.sessions(), SessionEntryJson::write);
    }
  }

  static HostIndex read(JsonReader in) {
    return switch (in.text("state")) {
      case "unused" -> HostIndex.unused();
      case "used" ->
          new HostIndex.Used(
              in.optionalText("keyHash").map(Hash::ofHex),
              in.objects("sessions", SessionEntryJson::read));
      default -> throw new IllegalArgumentException("a host index has no such state");
    };
  }
}
