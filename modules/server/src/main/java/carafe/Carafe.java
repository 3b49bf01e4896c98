package carafe;

/**
 * Starts the program, or says which JDK it needs: compiled for Java 8 so that it can say so on any.
 */
public final class Carafe {
  private static final int NEEDED = 25;

  private Carafe() {}

  public static void main(String[] args) throws Throwable {
    int running = feature(System.getProperty("java.specification.version"));
    if (running < NEEDED) {
      System.err.println(
          "Carafe needs Java "
              + NEEDED
              + " or newer; this is Java "
              + running
              + " ("
              + System.getProperty("java.home")
              + ").");
      System.exit(1);
    }
    // By name: loading the class on an older JDK would already fail.
    Class.forName("carafe.server.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }

  /** 8 of "1.8", 17 of "17". */
  private static int feature(String specification) {
    return Integer.parseInt(
        specification.startsWith("1.") ? specification.substring(2) : specification);
  }
}
