package carafe.server.log;

import carafe.rooms.address.HiddenId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for a log line without the ids of rooms: a host id alone may let a host in, and Pekko's
 * messages and actor paths name rooms by theirs. What stays is the party, and a short hash that is
 * the same for the same room until the server ends; its key ends with it, for host ids are few
 * enough to try them all. Codes of sessions are public and stay.
 */
final class HiddenRooms {
  private static final String PUBLIC_PARTY = "main";

  /** {@code host|FALCON-7}, as in persistence ids. */
  private static final Pattern PERSISTENCE_ID =
      Pattern.compile("\\b([A-Za-z][\\w-]*)\\|([^\\s\\[\\](),;'\"]*[^\\s\\[\\](),;'\".:])");

  /** {@code /sharding/host/12/FALCON-7}, as in actor paths. */
  private static final Pattern PATH =
      Pattern.compile("/sharding/([^/\\s\\]]+)/([^/\\s\\]]+)/([^/\\s\\]#]+)");

  /** {@code entity [FALCON-7]}, as sharding says. */
  private static final Pattern ENTITY = Pattern.compile("(\\b[Ee]ntity(?: id)? \\[)([^\\]]+)");

  private HiddenRooms() {}

  static String in(String text) {
    String hidden = text;
    if (hidden.indexOf('|') >= 0) {
      hidden =
          PERSISTENCE_ID
              .matcher(hidden)
              .replaceAll(m -> literal(m.group(1) + "|" + shown(m.group(1), m.group(2))));
    }
    if (hidden.contains("/sharding/")) {
      hidden = PATH.matcher(hidden).replaceAll(HiddenRooms::path);
    }
    if (hidden.contains("ntity")) {
      hidden =
          ENTITY.matcher(hidden).replaceAll(m -> literal(m.group(1) + HiddenId.of(m.group(2))));
    }
    return hidden;
  }

  private static String path(MatchResult m) {
    String room = URLDecoder.decode(m.group(3), StandardCharsets.UTF_8);
    return literal("/sharding/%s/%s/%s".formatted(m.group(1), m.group(2), shown(m.group(1), room)));
  }

  private static String literal(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  private static String shown(String party, String room) {
    return party.equals(PUBLIC_PARTY) ? room : HiddenId.of(room);
  }
}
