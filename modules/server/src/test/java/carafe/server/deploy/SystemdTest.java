package carafe.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit as systemd reads it. */
class SystemdTest {
  private static final Path UNIT = Path.of("..", "..", "deploy", "systemd", "carafe.service");
  private static final String JAVA = "/opt/carafe/java/bin/java";

  @TempDir Path folder;

  @Test
  void systemdHasNothingToSayAgainstIt() throws Exception {
    assertThat(verify(unit())).isEmpty();
  }

  /** The check itself can fail. */
  @Test
  void aMisspeltLineIsFound() throws Exception {
    assertThat(verify(unit().replace("LimitNOFILE", "LimitNOFILES"))).contains("LimitNOFILES");
  }

  /** What was not asked for by {@code systemctl stop}, whatever the exit code. */
  @Test
  void whateverEndsItIsFollowedByANewStart() throws Exception {
    assertThat(unit().lines()).contains("Restart=always");
  }

  /** Whoever verifies wants the program to be there. */
  private static String unit() throws IOException {
    String unit = Files.readString(UNIT);
    assertThat(unit).contains(JAVA);
    return unit.replace(JAVA, System.getProperty("java.home") + "/bin/java");
  }

  private String verify(String unit) throws Exception {
    Path file = Files.writeString(folder.resolve("carafe.service"), unit);
    Process process;
    try {
      process =
          new ProcessBuilder(List.of("systemd-analyze", "verify", "--man=no", file.toString()))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      if (System.getenv("CI") != null) {
        fail("CI must have systemd-analyze: .ci/run installs it");
      }
      System.err.println("SKIPPED: systemd-analyze is not installed");
      return Assumptions.<String>abort("no systemd-analyze here");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
