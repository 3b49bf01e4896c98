package carafe.server;

import carafe.server.command.CarafeCommand;
import java.lang.reflect.Field;
import java.util.logging.LogManager;

/** The {@code carafe} command; {@code carafe.Carafe} calls it once the JDK is known to be fit. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // The database driver logs there; standard error is for our one line.
    LogManager.getLogManager().reset();
    silenceTheOneWarning();
    System.exit(CarafeCommand.line().execute(args));
  }

  /**
   * Pekko uses {@code sun.misc.Unsafe}, of which the JDK warns once, on standard error. A flag of
   * the JVM silences that, but {@code java -jar} takes no flags from the jar: mark it as done
   * instead.
   */
  private static void silenceTheOneWarning() {
    try {
      Field warned = Class.forName("sun.misc.Unsafe").getDeclaredField("memoryAccessWarned");
      warned.setAccessible(true); // its package is open to everybody
      warned.setBoolean(null, true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another JDK: then four lines more are printed.
    }
  }
}
