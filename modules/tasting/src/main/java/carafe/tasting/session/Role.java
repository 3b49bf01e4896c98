package carafe.tasting.session;

import carafe.rules.identity.ParticipantId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** What a connection is to the session it speaks with. */
sealed interface Role {
  /** Connected, nothing more. */
  record Visitor() implements Role {}

  record Host() implements Role {}

  /** A big screen: sees what participants see. */
  record Watcher() implements Role {}

  /**
   * @param joinedHere whether this connection took the seat, rather than coming back to it
   */
  record Player(ParticipantId participant, boolean joinedHere) implements Role {}

  /** The role as a connection keeps it over a move of the room; good for one session only. */
  default ByteString toState(int session) {
    String text =
        switch (this) {
          case Visitor _ -> "";
          case Host _ -> session + " host";
          case Watcher _ -> session + " watcher";
          case Player(var participant, var joinedHere) ->
              session + (joinedHere ? " joined " : " player ") + participant.value();
        };
    return ByteString.fromString(text, StandardCharsets.UTF_8);
  }

  /** The role that was kept, if it was one in this session. */
  static Role fromState(ByteString state, int session) {
    String[] words = state.decodeString(StandardCharsets.UTF_8).split(" ", 3);
    if (!words[0].equals(Integer.toString(session)) || words.length < 2) {
      return new Visitor();
    }
    Optional<ParticipantId> participant =
        words.length == 3 ? Optional.of(new ParticipantId(words[2])) : Optional.empty();
    return switch (words[1]) {
      case "host" -> new Host();
      case "watcher" -> new Watcher();
      case "joined" -> participant.<Role>map(p -> new Player(p, true)).orElseGet(Visitor::new);
      case "player" -> participant.<Role>map(p -> new Player(p, false)).orElseGet(Visitor::new);
      default -> new Visitor();
    };
  }
}
