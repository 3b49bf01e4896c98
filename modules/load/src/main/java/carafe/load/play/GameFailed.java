package carafe.load.play;

/** A game that cannot go on; the message is a kind of fault. */
public final class GameFailed extends Exception {
  private static final long serialVersionUID = 1;

  GameFailed(String why) {
    super(why);
  }

  /** Why. */
  public String why() {
    return String.valueOf(getMessage());
  }
}
