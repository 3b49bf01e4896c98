package carafe.load.wire;

/** The server said what is no message of the protocol. */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  Unreadable(String what) {
    super(what);
  }
}
