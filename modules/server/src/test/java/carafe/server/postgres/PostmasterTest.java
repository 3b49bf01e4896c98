package carafe.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.problem.StartProblem;
import carafe.server.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper of PostgreSQL, where it cannot even try. */
class PostmasterTest {
  @TempDir Path temporary;

  /** It once ended without a word, and the start waited for ever. */
  @Test
  void whatNobodyExpectedFailsTheStart() throws IOException {
    Binaries binaries = Binaries.unpacked(TestPostgres.cache(), Platform.current());
    Commands commands = new Commands(binaries, Wrapper.on(Platform.current()));
    ClusterFolder cluster = new ClusterFolder(unusable(), "password");
    BoundedLog log = new BoundedLog(temporary.resolve("postgres.log"));

    Postmaster postmaster = new Postmaster(cluster, commands, log, 0, 60, Duration.ofMinutes(1));
    postmaster.begin();

    // On another thread: nothing interrupts whoever waits there for ever.
    assertThat(CompletableFuture.runAsync(postmaster::awaitStarted))
        .failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .withCauseInstanceOf(StartProblem.class)
        .withMessageContaining("ClosedFileSystemException");
  }

  /** Any look at it throws, and not an {@link IOException}. */
  private Path unusable() throws IOException {
    try (FileSystem files =
        FileSystems.newFileSystem(temporary.resolve("files.zip"), Map.of("create", "true"))) {
      return files.getPath("data");
    }
  }
}
