package carafe.rooms.room;

/** One numbered message of a relay that the room is dealing with. */
public interface Turn {
  /** Nothing more will come of it; told to the relay with the next message to it. */
  void done();
}
