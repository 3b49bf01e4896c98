package carafe.rooms.recovery;

/** Who waits for a room that starts, the most urgent first. */
public enum Urgency {
  /** A room that runs has something to do and cannot go on without this one. */
  NEEDED,
  /** A client. */
  ASKED,
  /** Nobody: it is due, or is told something that may come later. */
  DUE
}
