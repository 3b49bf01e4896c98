package carafe.rooms.message;

/** Anything the actor of a relay takes: {@link ToRelay}, and what it is told on its own node. */
public interface RelayMessage {}
