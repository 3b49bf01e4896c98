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
  private static final Path SERVER_POM = Path.of("..", "server", "pom.xml");

  @Test
  void aDatabaseThatStaysAwayDoesNotEndItForGood() throws IOException {
    String unit = Files.readString(UNIT);
    int starts =
        number(unit, "StartLimitIntervalSec=(\\d+)min") * 60 / number(unit, "RestartSec=(\\d+)");
    assertThat(starts).isLessThan(number(unit, "StartLimitBurst=(\\d+)"));
  }

  @Test
  void itsHeapIsThatOfTheImage() throws IOException {
    Matcher options =
        Pattern.compile("<heap\\.\\w+>(.+)</heap").matcher(Files.readString(SERVER_POM));
    assertThat(options.results().map(option -> option.group(1)))
        .hasSize(2)
        .allSatisfy(option -> assertThat(Files.readString(UNIT)).contains(" " + option + " "));
  }

  private static int number(String unit, String pattern) {
    Matcher matcher = Pattern.compile("(?m)^" + pattern + "$").matcher(unit);
    assertThat(matcher.find()).as(pattern).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
