package carafe.rooms.address;

import java.util.Optional;

/** Where a request goes, read from its raw target: nobody else has decoded or tidied it before. */
public sealed interface Destination {
  /**
   * A room.
   *
   * @param rest what comes below it, decoded: {@code ""} or {@code /rest…}
   */
  record Room(RoomAddress address, String rest) implements Destination {}

  /** A party itself. */
  record Party(String party) implements Destination {}

  /**
   * Meant for a room or a party, but not well formed.
   *
   * @param party of which, if that can be read
   * @param why what is wrong, as a sentence
   */
  record Malformed(Optional<String> party, String why) implements Destination {}

  /** None of ours. */
  record Elsewhere() implements Destination {}

  /** The party whose name may be left out: {@code /party/:room}. */
  String DEFAULT_PARTY = "main";

  /** Most characters of a room id. */
  int ROOM_CHARACTERS_MAX = 128;

  /**
   * @param target the request line's: path and query, or a whole URL
   */
  static Destination of(String target) {
    String path = path(target);
    if (path.startsWith("/parties/")) {
      return inParties(path.substring("/parties/".length()));
    }
    if (path.startsWith("/party/")) {
      return room(DEFAULT_PARTY, path.substring("/party/".length()));
    }
    return new Elsewhere();
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    int authority = path.startsWith("/") ? -1 : path.indexOf("://");
    if (authority < 0) {
      return path;
    }
    int slash = path.indexOf('/', authority + 3);
    return slash < 0 ? "/" : path.substring(slash);
  }

  private static Destination inParties(String path) {
    int slash = path.indexOf('/');
    Optional<String> party = UrlText.ofPath(slash < 0 ? path : path.substring(0, slash));
    if (party.isEmpty()) {
      return new Malformed(Optional.empty(), "The name of the party is not percent-encoded UTF-8.");
    }
    return slash < 0 ? new Party(party.get()) : room(party.get(), path.substring(slash + 1));
  }

  private static Destination room(String party, String path) {
    int slash = path.indexOf('/');
    Optional<String> room = UrlText.ofPath(slash < 0 ? path : path.substring(0, slash));
    Optional<String> rest = UrlText.ofPath(slash < 0 ? "" : path.substring(slash));
    if (room.isEmpty() || rest.isEmpty()) {
      return new Malformed(Optional.of(party), "The path is not percent-encoded UTF-8.");
    }
    return objection(room.get())
        .<Destination>map(why -> new Malformed(Optional.of(party), why))
        .orElseGet(() -> new Room(new RoomAddress(party, room.get()), rest.get()));
  }

  /** What is wrong with a room id, whatever its party, if anything, as a sentence. */
  static Optional<String> objection(String room) {
    if (room.isEmpty()) {
      return Optional.of("The room id is missing.");
    }
    if (room.codePointCount(0, room.length()) > ROOM_CHARACTERS_MAX) {
      return Optional.of("A room id has at most " + ROOM_CHARACTERS_MAX + " characters.");
    }
    if (room.indexOf('/') >= 0) {
      return Optional.of("A room id has no slash.");
    }
    if (room.codePoints().anyMatch(Character::isISOControl)) {
      return Optional.of("A room id has no control characters.");
    }
    if (room.codePoints().anyMatch(Destination::isHalf)) {
      return Optional.of("A room id has no half characters.");
    }
    if (room.equals(".") || room.equals("..")) {
      return Optional.of("A room id is not a dot or two.");
    }
    return Optional.empty();
  }

  /** A surrogate without its other one: no UTF-8 says it. */
  private static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}
