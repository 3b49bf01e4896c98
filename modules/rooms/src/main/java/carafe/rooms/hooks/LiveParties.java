package carafe.rooms.hooks;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.api.Parties;
import carafe.rooms.api.RemoteRoom;
import carafe.rooms.api.Request;
import carafe.rooms.api.Response;
import carafe.rooms.api.RoomSocket;
import carafe.rooms.api.SocketListener;
import carafe.rooms.calls.RoomCalls;
import carafe.rooms.message.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Other rooms as a room's hooks reach them. */
final class LiveParties implements Parties {
  private final RoomCalls calls;
  private final Calling calling;
  private final Sockets sockets;

  LiveParties(RoomCalls calls, Calling calling, Sockets sockets) {
    this.calls = calls;
    this.calling = calling;
    this.sockets = sockets;
  }

  @Override
  public Set<String> names() {
    return calls.parties();
  }

  @Override
  public Rooms get(String party) {
    if (!names().contains(party)) {
      throw new IllegalArgumentException(
          "There is no party \"%s\"; there are %s".formatted(party, names()));
    }
    return id -> {
      RoomAddress address = new RoomAddress(party, id);
      calls.check(address);
      return new Remote(address);
    };
  }

  @Override
  public CompletionStage<Map<RoomAddress, Integer>> liveConnections() {
    return calling.call(_ -> calls.liveConnections());
  }

  private final class Remote implements RemoteRoom {
    private final RoomAddress address;

    Remote(RoomAddress address) {
      this.address = address;
    }

    @Override
    public RoomAddress address() {
      return address;
    }

    @Override
    public CompletionStage<Response> fetch(Request request) {
      return calling.call(callers -> calls.fetch(address, request, callers));
    }

    @Override
    public CompletionStage<RoomSocket> socket(Request request, SocketListener listener) {
      LiveSocket socket = sockets.make(listener);
      return calling.call(
          callers -> connect(request, callers, socket),
          _ -> socket.introduced(),
          _ -> socket.leave());
    }

    private CompletionStage<RoomSocket> connect(
        Request request, List<Caller> callers, LiveSocket socket) {
      sockets.add(socket);
      return calls
          .socket(address, request, callers, socket.ears())
          .<RoomSocket>thenApply(_ -> socket)
          .whenComplete(
              (_, failure) -> {
                if (failure != null) {
                  sockets.forget(socket);
                }
              });
    }
  }
}
