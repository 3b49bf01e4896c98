package carafe.load.frame;

/** The server sent what is no WebSocket. */
public final class BrokenFrames extends Exception {
  private static final long serialVersionUID = 1;

  private final int closeCode;

  BrokenFrames(int closeCode, String what) {
    super(what);
    this.closeCode = closeCode;
  }

  /** What the server is told. */
  public int closeCode() {
    return closeCode;
  }
}
