package carafe.rooms.party;

import carafe.rooms.address.HiddenId;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
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

  /**
   * How one of its rooms is named in logs: its address, or a hash for its id if it is not listed.
   */
  default String logName(String room) {
    return party() + "/" + (listed() ? room : HiddenId.of(room));
  }

  /** Whether its rooms want to be asked before a WebSocket's handshake is answered. */
  default boolean asksBeforeConnect() {
    return false;
  }

  /**
   * Whether its rooms look at more of a client than its id: the path below the room, the query and
   * the headers, which are then kept with every connection for its life.
   */
  default boolean looksAtVisitors() {
    return true;
  }

  /**
   * Whether the ids of its rooms may be shown. Where an id is half a credential neither the census
   * nor an error names rooms, only the party.
   */
  default boolean listed() {
    return true;
  }

  /** Which pages of other origins may send requests. */
  default Cors cors() {
    return Cors.none();
  }

  /** Answers a request to the party itself, {@code /parties/:party}; empty: there is none (404). */
  default Optional<CompletionStage<Response>> request(Request request) {
    return Optional.empty();
  }
}
