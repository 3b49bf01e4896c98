package carafe.server.settings;

import carafe.server.problem.StartProblem;
import java.util.Locale;
import java.util.Map;

/** What {@code CARAFE_LOG_LEVEL} may say; logging itself takes any other word for {@code DEBUG}. */
enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  OFF;

  private static final String VARIABLE = "CARAFE_LOG_LEVEL";

  /**
   * @throws StartProblem when it is none of these
   */
  static void check(Map<String, String> environment) {
    String value = environment.get(VARIABLE);
    if (value == null) {
      return;
    }
    try {
      valueOf(value.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new StartProblem(
          "environment variable %s is \"%s\", but must be TRACE, DEBUG, INFO, WARN, ERROR or OFF"
              .formatted(VARIABLE, value),
          e);
    }
  }
}
