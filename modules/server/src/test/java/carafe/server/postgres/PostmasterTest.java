package carafe.server.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import carafe.server.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

    assertThatThrownBy(() -> Postmaster.start(cluster, commands, log, 0, Duration.ofMinutes(1)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("ClosedFileSystemException");
  }

  /** Any look at it throws, and not an {@link IOException}. */
  private Path unusable() throws IOException {
    try (FileSystem files =
        FileSystems.newFileSystem(temporary.resolve("files.zip"), Map.of("create", "true"))) {
      return files.getPath("data");
    }
  }
}
