package carafe.rooms.message;

/** Anything an actor of a room takes: {@link ToRoom}, and what its own kind of room adds. */
public interface RoomMessage {}
