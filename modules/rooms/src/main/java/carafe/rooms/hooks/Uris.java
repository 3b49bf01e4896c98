package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.message.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the address that a connection came to. */
final class Uris {
  private Uris() {}

  static String of(RoomAddress room, Visitor visitor) {
    StringBuilder uri =
        new StringBuilder("/parties/")
            .append(encode(room.party()))
            .append('/')
            .append(encode(room.room()));
    for (String part : visitor.path().split("/", -1)) {
      if (!part.isEmpty()) {
        uri.append('/').append(encode(part));
      }
    }
    Map<String, String> query = new TreeMap<>(visitor.query());
    if (!query.isEmpty()) {
      uri.append('?')
          .append(
              query.entrySet().stream()
                  .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                  .collect(Collectors.joining("&")));
    }
    return uri.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
