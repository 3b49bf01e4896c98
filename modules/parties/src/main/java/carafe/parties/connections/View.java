package carafe.parties.connections;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Json;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody wants to see of the counts, as their query says: {@code ?party=}, {@code ?room=},
 * {@code ?limit=}, {@code ?totals}.
 *
 * @param totals each party's sum instead of its rooms
 */
record View(Optional<String> party, Optional<String> room, int limit, boolean totals) {
  private static final int LIMIT_USUAL = 1000;
  private static final int LIMIT_MAX = 10_000;
  private static final int PARTY_CHARACTERS_MAX = 64;
  private static final int ROOM_CHARACTERS_MAX = 128;

  /** What is shown to whoever asks for nothing special. */
  static final View USUAL = new View(Optional.empty(), Optional.empty(), LIMIT_USUAL, false);

  /**
   * @param connections of all rooms that are counted
   */
  private record Totals(long connections, Map<String, Long> parties) {}

  /**
   * @throws AnswerException (400) for a limit that is none, or a name that is too long
   */
  static View of(Request request) {
    Map<String, String> query = request.query();
    return new View(
        name(query, "party", PARTY_CHARACTERS_MAX),
        name(query, "room", ROOM_CHARACTERS_MAX),
        Optional.ofNullable(query.get("limit")).map(View::limit).orElse(LIMIT_USUAL),
        query.containsKey("totals"));
  }

  private static Optional<String> name(Map<String, String> query, String parameter, int most) {
    Optional<String> name = Optional.ofNullable(query.get(parameter));
    if (name.isPresent() && name.get().codePointCount(0, name.get().length()) > most) {
      throw new AnswerException(
          Response.error(
              400, "BAD_QUERY", "%s has at most %d characters.".formatted(parameter, most)));
    }
    return name;
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LIMIT_MAX) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new AnswerException(
        Response.error(400, "BAD_QUERY", "limit is a number from 1 to %d.".formatted(LIMIT_MAX)));
  }

  /** The counts as JSON. */
  String show(Map<RoomAddress, Integer> live, Map<String, Integer> posted) {
    return Json.text(totals ? totals(live) : rooms(live, posted));
  }

  private Totals totals(Map<RoomAddress, Integer> live) {
    Map<String, Long> parties = new TreeMap<>();
    live.forEach(
        (address, count) -> {
          if (shows(address)) {
            parties.merge(address.party(), (long) count, Long::sum);
          }
        });
    return new Totals(parties.values().stream().mapToLong(it -> it).sum(), parties);
  }

  private Map<String, Integer> rooms(Map<RoomAddress, Integer> live, Map<String, Integer> posted) {
    Top top = new Top(limit);
    live.forEach(
        (address, count) -> {
          if (shows(address) && top.mayTake(count)) {
            top.add(address.toString(), count);
          }
        });
    if (party.isEmpty()) {
      posted.forEach(
          (key, count) -> {
            if (isWanted(room, key) && top.mayTake(count)) {
              top.add(key, count);
            }
          });
    }
    return top.written();
  }

  private boolean shows(RoomAddress address) {
    return isWanted(party, address.party()) && isWanted(room, address.room());
  }

  private static boolean isWanted(Optional<String> wanted, String is) {
    return wanted.isEmpty() || wanted.get().equals(is);
  }
}
