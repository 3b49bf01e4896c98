package carafe.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/compose/compose.yaml} against the Compose specification's schema. */
class ComposeIT {
  /** Where the build has installed the scripts and what they need. */
  private static final Path SCRIPTS = Path.of(System.getProperty("it.node", "target/node"));

  private static final Path COMPOSE = Path.of("..", "..", "deploy", "compose", "compose.yaml");

  @TempDir Path folder;

  @Test
  void itIsWhatComposeTakes() throws Exception {
    assertThat(problems(COMPOSE)).isEmpty();
  }

  /** The check itself can fail. */
  @ParameterizedTest
  @CsvSource({
    "healthcheck:, healthchek:, healthchek",
    "interval:, intervall:, intervall",
    "restart: unless-stopped, restart: 7, /services/carafe-1/restart",
    "condition: service_healthy, condition: service_heathy, condition"
  })
  void whatItWouldRefuseIsFound(String right, String wrong, String named) throws Exception {
    String text = Files.readString(COMPOSE);
    assertThat(text).contains(right);
    Path broken = Files.writeString(folder.resolve("compose.yaml"), text.replace(right, wrong));
    assertThat(problems(broken)).contains(named);
  }

  /** The health check is the program's own command, on the class path that the image has. */
  @Test
  void theHealthCheckIsTheProgramsOwn() throws Exception {
    assertThat(Files.readString(COMPOSE))
        .contains("\"@/app/jib-classpath-file\", \"carafe.Carafe\", \"ready\"]");
  }

  private static String problems(Path file) throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder("node", "compose.mjs", file.toRealPath().toString())
            .directory(SCRIPTS.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(said).isZero();
    return said;
  }
}
