package carafe.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code deploy/systemd/carafe.service}, as far as it shows without systemd. */
class SystemdIT {
  private static final Path UNIT = Path.of("..", "..", "deploy", "systemd", "carafe.service");

  @Test
  void aDatabaseThatStaysAwayDoesNotEndItForGood() throws IOException {
    String unit = Files.readString(UNIT);
    int starts =
        number(unit, "StartLimitIntervalSec=(\\d+)min") * 60 / number(unit, "RestartSec=(\\d+)");
    assertThat(starts).isLessThan(number(unit, "StartLimitBurst=(\\d+)"));
  }

  private static int number(String unit, String pattern) {
    Matcher matcher = Pattern.compile("(?m)^" + pattern + "$").matcher(unit);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
