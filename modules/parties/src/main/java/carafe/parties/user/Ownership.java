package carafe.parties.user;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Whom a room belongs to: to the key it was first used with, or, first written without one, to
 * everybody who knows its id.
 */
final class Ownership {
  private static final String ENTRY = "owner";

  /**
   * @param key hash of the key; empty for everybody
   */
  private record Owner(Optional<String> key) {}

  private final Room room;

  Ownership(Room room) {
    this.room = room;
  }

  private Optional<Owner> owner() {
    return room.storage().get(ENTRY, Owner.class);
  }

  /** Whether a key is needed. */
  boolean isBound() {
    return owner().flatMap(Owner::key).isPresent();
  }

  /** Whether this is the key that is needed. */
  boolean isKey(Optional<Key> shown) {
    Optional<String> bound = owner().flatMap(Owner::key);
    return bound.isPresent() && shown.isPresent() && isSame(bound.get(), shown.get());
  }

  /** In a time that tells nothing of where they differ. */
  private boolean isSame(String hash, Key shown) {
    return MessageDigest.isEqual(bytes(hash), bytes(shown.hash(room)));
  }

  private static byte[] bytes(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @throws AnswerException (401) when a key is needed and this is not it
   */
  void check(Optional<Key> shown) {
    if (!isBound() || isKey(shown)) {
      return;
    }
    throw new AnswerException(shown.isEmpty() ? keyRequired() : invalidKey());
  }

  /**
   * Makes the room belong to who shows this key, or to everybody without one; does nothing if it
   * belongs to somebody already. Whoever calls has it checked before.
   *
   * @throws AnswerException (400) when no room can belong to that key
   */
  void claim(Optional<Key> shown) {
    if (owner().isPresent()) {
      return;
    }
    if (shown.isPresent() && !shown.get().isFit()) {
      throw new AnswerException(
          Response.error(400, "BAD_KEY", "A key has 16 to 128 characters, none of them broken."));
    }
    var _ = room.storage().put(ENTRY, new Owner(shown.map(key -> key.hash(room))));
  }

  private static Response keyRequired() {
    return Response.error(
            401,
            "KEY_REQUIRED",
            "This user has a key: send Authorization: Bearer, or the parameter key for a"
                + " WebSocket.")
        .withHeader("www-authenticate", "Bearer");
  }

  private static Response invalidKey() {
    return Response.error(401, "INVALID_KEY", "That is not the key of this user.")
        .withHeader("www-authenticate", "Bearer error=\"invalid_token\"")
        .withKind(Response.Kind.WRONG_CREDENTIALS);
  }
}
