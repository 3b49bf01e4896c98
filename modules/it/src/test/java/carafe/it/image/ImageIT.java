package carafe.it.image;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Web;
import carafe.it.cluster.TestDatabase;
import carafe.it.process.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's program, run on nothing but the image's files. */
class ImageIT {
  private static final long READY_WITHIN_S = 90;

  @TempDir Path folder;

  @Test
  void aNodeRunsAsNobodySpecialAndStopsInOrder() throws Exception {
    Image image = Image.unpacked(folder);
    assertThat(image.config().get("User").asText()).isEqualTo("65532:65532");
    assertThat(image.root().resolve("bin")).as("a shell").doesNotExist();

    File refused = folder.resolve("refused").toFile();
    Process without = image.start(Map.of(), refused);
    assertThat(without.waitFor(READY_WITHIN_S, TimeUnit.SECONDS)).isTrue();
    assertThat(without.exitValue()).isEqualTo(1);
    assertThat(Files.readString(refused.toPath())).contains("CARAFE_DB_URL");

    try (TestDatabase database = TestDatabase.start()) {
      Address address = new Address(Ports.free());
      Map<String, String> environment =
          Map.of(
              "CARAFE_DB_URL", database.login().url(),
              "CARAFE_DB_USER", database.login().user(),
              "CARAFE_DB_PASSWORD", database.login().password(),
              "CARAFE_STOP_NOTICE", "0s",
              "CARAFE_STOP_SPREAD", "0s",
              "CARAFE_HTTP_INTERFACE", "127.0.0.1",
              "CARAFE_HTTP_PORT", Integer.toString(address.port()));
      File out = folder.resolve("out").toFile();
      Process node = image.start(environment, out);
      awaitReady(address, node, out);

      // What the health check of compose.yaml runs.
      File answer = folder.resolve("answer").toFile();
      Process check = image.start(environment, answer, "ready");
      assertThat(check.waitFor(READY_WITHIN_S, TimeUnit.SECONDS)).isTrue();
      assertThat(check.exitValue()).as(Files.readString(answer.toPath())).isZero();
      assertThat(owner(node)).isEqualTo("65532");

      node.destroy();
      assertThat(node.waitFor(40, TimeUnit.SECONDS)).as("ends on SIGTERM").isTrue();
      assertThat(node.exitValue()).as(Files.readString(out.toPath())).isZero();

      Process gone = image.start(environment, answer, "ready");
      assertThat(gone.waitFor(READY_WITHIN_S, TimeUnit.SECONDS)).isTrue();
      assertThat(gone.exitValue()).isEqualTo(1);
    }
  }

  private static void awaitReady(Address address, Process node, File out) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_S);
    while (!isReady(address)) {
      if (!node.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("not ready:\n" + Files.readString(out.toPath()));
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static boolean isReady(Address address) {
    try {
      return Web.get(address.http("/ready")).status() == 200;
    } catch (CompletionException e) {
      return false; // does not listen yet
    }
  }

  private static String owner(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> line.split("\t", 3)[1])
        .findFirst()
        .orElseThrow();
  }
}
