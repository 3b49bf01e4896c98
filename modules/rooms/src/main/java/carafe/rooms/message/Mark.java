package carafe.rooms.message;

/**
 * How far a room and a relay have come with each other; on every message of the room to the relay.
 *
 * @param told number of this message, counted from the {@link ToRelay.Attached} that began it,
 *     without gaps: a relay that sees a gap attaches again
 * @param heard number of the newest message of the relay that the room has begun to deal with
 * @param handled all messages of the relay up to this number are dealt with, and what follows of
 *     them is stored
 */
public record Mark(long told, long heard, long handled) {}
