package carafe.parties.connections;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.Room;
import carafe.rooms.api.Unlisted;
import carafe.rooms.client.SocketClient;
import carafe.rooms.hooks.PartyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with {@link ConnectionsParty} and parties to be counted, for one test class, and the
 * sockets of each of its tests.
 */
final class CountsServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final List<SocketClient> sockets = new ArrayList<>();
  private @Nullable PartyServer server;

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

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        new PartyServer(
            "carafe.rooms.census.interval = 20 ms",
            Map.of(
                "connections", ConnectionsParty.class,
                "chat", ChatParty.class,
                "secret", SecretParty.class,
                "small", SmallParty.class,
                "telling", TellingParty.class));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    sockets.forEach(SocketClient::close);
    sockets.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server().close();
  }

  PartyServer server() {
    return Objects.requireNonNull(server);
  }

  CountsRoom room(String address) {
    return new CountsRoom(server(), address);
  }

  SocketClient open(String address) {
    SocketClient socket = server().open(address);
    sockets.add(socket);
    return socket;
  }

  /** Without a handshake. */
  SocketClient connect() {
    SocketClient socket = SocketClient.connect(server().port());
    sockets.add(socket);
    return socket;
  }
}
