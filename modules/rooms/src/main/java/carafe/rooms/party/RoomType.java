package carafe.rooms.party;

import carafe.rooms.message.Request;
import carafe.rooms.message.Response;
import carafe.rooms.message.RoomMessage;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * A named kind of room, reached at {@code /parties/:party/:room}: all that carrying needs to know.
 */
public interface RoomType {
  /** The {@code :party} of its addresses. */
  String party();

  /** What is wrong with a room id that is well formed in general, if anything, as a sentence. */
  Optional<String> objection(String room);

  ClientLanguage language();

  /** Largest message a client may send, in bytes. */
  int messageBytesMax();

  /** Under which key its rooms are sharded. */
  EntityTypeKey<RoomMessage> entity();

  /** Answers a request to the party itself, {@code /parties/:party}; empty: there is none (404). */
  default Optional<CompletionStage<Response>> request(Request request) {
    return Optional.empty();
  }
}
