package carafe.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code carafe postgres} in a JVM of its own. */
class DatabaseProgramTest {
  @TempDir Path temporary;

  /** Its shutdown hook once took the end of the program for a stop: 0. */
  @Test
  void aStartThatFailsEndsWithOne() throws Exception {
    Path noFolder = Files.createFile(temporary.resolve("data"));

    Process process = run(noFolder);

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said).contains("carafe: The data folder " + noFolder + " cannot be used");
    assertThat(said).doesNotContain("has stopped");
  }

  private static Process run(Path dataDir) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "carafe.Carafe",
                "postgres")
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CARAFE_"));
    builder.environment().put("CARAFE_DATA_DIR", dataDir.toString());
    return builder.start();
  }
}
