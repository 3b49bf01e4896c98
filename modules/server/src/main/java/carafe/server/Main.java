package carafe.server;

/** The {@code carafe} command. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("carafe: nothing to run yet");
  }
}
