package carafe.rooms.connection;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.RoomType;
import java.net.InetAddress;

/** Who comes, from where, and to which room. */
public record Arrival(RoomType type, RoomAddress room, Visitor visitor, InetAddress address) {}
