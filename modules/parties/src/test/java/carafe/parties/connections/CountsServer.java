package carafe.parties.connections;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.Unlisted;
import carafe.rooms.hooks.PartyServer;
import carafe.rooms.hooks.PartyServerExtension;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A server with {@link ConnectionsParty}, and with parties to be counted beside it. */
final class CountsServer extends PartyServerExtension {
  /** Nothing but connections. */
  public static final class ChatParty implements Party {
    public ChatParty(Room room) {}
  }

  /** The same, with ids that nobody may see. */
  @Unlisted
  public static final class SecretParty implements Party {
    public SecretParty(Room room) {}
  }

  /** As the seed has it: tells the connections party of everybody who comes and goes. */
  public static final class TellingParty implements Party {
    private final Room room;

    public TellingParty(Room room) {
      this.room = room;
    }

    @Override
    public CompletionStage<?> onConnect(Connection connection, Request request) {
      return update("connect", connection);
    }

    @Override
    public CompletionStage<?> onClose(
        Connection connection, int code, String reason, boolean clean) {
      return update("disconnect", connection);
    }

    private CompletionStage<Response> update(String type, Connection connection) {
      return room.parties()
          .get("connections")
          .get("active-connections")
          .fetch(
              Request.post(
                  Map.of("type", type, "connectionId", connection.id(), "roomId", room.id())));
    }
  }

  /** Counts with few keys. */
  public static final class SmallParty extends ConnectionsParty {
    public SmallParty(Room room) {
      super(room, 3);
    }
  }

  CountsServer() {
    super(
        () ->
            new PartyServer(
                "carafe.rooms.census.interval = 20 ms",
                Map.of(
                    "connections", ConnectionsParty.class,
                    "chat", ChatParty.class,
                    "secret", SecretParty.class,
                    "small", SmallParty.class,
                    "telling", TellingParty.class)));
  }

  CountsRoom room(String address) {
    return new CountsRoom(this, address);
  }
}
