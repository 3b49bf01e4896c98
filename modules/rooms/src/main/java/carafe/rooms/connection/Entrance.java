package carafe.rooms.connection;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.party.RoomType;

/**
 * Where transports hand over a connection whose handshake is done; thread-safe, returns at once.
 */
public interface Entrance {
  void enter(RoomType type, RoomAddress address, Connection connection);
}
