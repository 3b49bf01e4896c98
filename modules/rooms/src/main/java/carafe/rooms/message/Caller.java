package carafe.rooms.message;

import carafe.rooms.address.RoomAddress;

/**
 * A room that waits for the answer to a request.
 *
 * @param section what of the room waits, in the room's own numbers: only a request that comes back
 *     to a room whose gate this very section shuts can never be answered
 */
public record Caller(RoomAddress room, long section) {}
