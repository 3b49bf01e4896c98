package carafe.server.cluster.knock;

/** What a knock at a node's cluster port met with. */
public enum Answer {
  /** Nobody listens there: the machine is up, the process is not. */
  REFUSED("refuses connections"),

  /** Somebody took the connection, be it the system for a process that stands still. */
  TAKEN("accepts connections"),

  /** No answer in time, no way there, or nobody knows the name. */
  SILENCE("does not answer");

  private final String words;

  Answer(String words) {
    this.words = words;
  }

  /** For people: what the port does. */
  public String words() {
    return words;
  }
}
