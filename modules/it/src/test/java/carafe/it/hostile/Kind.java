package carafe.it.hostile;

/** What a hostile client does, again and again. */
public enum Kind {
  /** Opens a connection and says nothing. */
  SILENT("opens and never speaks"),
  /** A byte of its request's head each second. */
  SLOW_HEAD("sends its request a byte a second"),
  /** Most of the largest head that is allowed, and no more. */
  HALF_HEAD("begins a request and does not end it"),
  /** Part of a large chunk of a request's body, and no more. */
  HALF_CHUNK("begins a chunk and does not end it"),
  /** Requests as fast as its socket takes them; reads no answer. */
  REQUESTS_ONLY("sends requests and reads no answer"),
  /** Nearly all of the largest message at once, and then a byte each second. */
  SLOW_MESSAGE("sends a message a byte a second"),
  /** Watches a session and reads nothing of it. */
  NEVER_READS("never reads"),
  /** Asks all the time and reads no answer. */
  ASKS_ONLY("asks and never reads"),
  /** Watches a session and reads a byte each second. */
  SLOW_READER("reads a byte a second"),
  /** Messages of a megabyte. */
  LARGE("sends frames of 1 MB"),
  /** Pings as fast as its socket takes them. */
  PINGS("floods pings"),
  /** Ends its half of the connection, some in the handshake and some after it. */
  HALF_CLOSES("half-closes"),
  /** Sends half a frame and resets. */
  RESETS("resets in mid-frame"),
  /** Bytes that are neither HTTP nor frames. */
  GARBAGE("sends garbage"),
  /** Takes a seat and is gone without a word. */
  VANISHES("joins and vanishes");

  private final String title;

  Kind(String title) {
    this.title = title;
  }

  /** As it is shown. */
  public String title() {
    return title;
  }
}
