package carafe.load.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 800ms}, {@code 5s}, {@code 2m}. */
final class Times {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m)");

  private Times() {}

  /**
   * @throws IllegalArgumentException naming the option and what would be right
   */
  static Duration of(String option, String text, Duration min, Duration max) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new IllegalArgumentException(
          option + " is no time: " + text + "; it should look like 800ms, 5s or 1m");
    }
    long number = Long.parseLong(time.group(1));
    Duration duration =
        switch (time.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMinutes(number);
        };
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          option + " must be between " + shown(min) + " and " + shown(max) + ", not " + text);
    }
    return duration;
  }

  private static String shown(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
