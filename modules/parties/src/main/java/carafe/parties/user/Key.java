package carafe.parties.user;

import carafe.rooms.api.Request;
import carafe.rooms.api.Room;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A secret that a request shows; it is kept nowhere, only its hash is. */
final class Key {
  private static final int CHARACTERS_MIN = 16;
  private static final int CHARACTERS_MAX = 128;
  private static final String PARAMETER = "key";
  private static final String BEARER = "bearer ";

  private final String text;

  private Key(String text) {
    this.text = text;
  }

  /** What its {@code Authorization} shows: addresses stand in logs, so they are not looked at. */
  static Optional<Key> ofRequest(Request request) {
    return request
        .header("authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> new Key(value.substring(BEARER.length()).strip()));
  }

  /** The same, or its parameter {@code key}: browsers set no headers on a WebSocket. */
  static Optional<Key> ofHandshake(Request request) {
    return ofRequest(request)
        .or(() -> Optional.ofNullable(request.query().get(PARAMETER)).map(Key::new));
  }

  /** Whether a room can belong to it: 16 to 128 characters, all of them whole. */
  boolean isFit() {
    int characters = text.codePointCount(0, text.length());
    return characters >= CHARACTERS_MIN && characters <= CHARACTERS_MAX && !Halves.in(text);
  }

  /** In hex; the room goes in, so that equal keys of two users do not show as equal. */
  String hash(Room room) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String purpose = "carafe user key %s/%s".formatted(room.party(), room.id());
      sha.update(purpose.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Shows nothing: it is a secret. */
  @Override
  public String toString() {
    return "Key";
  }
}
