package carafe.rooms.message;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/**
 * Something a client said, read and checked where its connection is. It travels to its room by
 * Jackson, under a name that its party registers in a Jackson module (setting {@code
 * pekko.serialization.jackson.jackson-modules}).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public interface ClientMessage {
  /**
   * Messages that may reach the room twice without harm have a name; a newer one of the same name
   * makes an older one unnecessary. A relay sends the newest unanswered of each name again when the
   * room moved.
   */
  default Optional<String> repeatable() {
    return Optional.empty();
  }

  /**
   * Whether the room will check credentials for it. Such messages of one connection are checked one
   * at a time: what the client says next waits at the relay for the verdict.
   */
  default boolean checksCredentials() {
    return false;
  }

  /**
   * As how many messages it counts against what its client may say a second, at least 1: one that
   * costs the room as much as several ordinary ones counts as so many.
   */
  default int weight() {
    return 1;
  }
}
