package carafe.it.server;

import carafe.server.postgres.EmbeddedPostgres;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An empty PostgreSQL as the first start makes it: made once, and copied for each test that is not
 * about first starts. Making one takes more than a second of a small machine.
 */
public final class PreparedDatabase {
  private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "carafe");
  private static final Path MADE = make();

  private PreparedDatabase() {}

  /** Where the binaries of PostgreSQL are unpacked, as a user's server has them. */
  public static Path cache() {
    return CACHE;
  }

  /**
   * A copy of it.
   *
   * @param dataDir exists, and is empty
   */
  public static void copyTo(Path dataDir) {
    try {
      int exit =
          new ProcessBuilder("cp", "-a", MADE.resolve("postgres").toString(), dataDir.toString())
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("cp to " + dataDir + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("told to stop", e);
    }
  }

  private static Path make() {
    try {
      Path folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target")), "prepared-")
              .toAbsolutePath();
      new EmbeddedPostgres(
              folder, new Settings.EmbeddedPostgres(CACHE, 0, Duration.ofMinutes(1)), 10)
          .start()
          .close();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
