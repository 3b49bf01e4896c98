package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL of an earlier run on the same folder: it may still be stopping, may have lost its
 * server to a kill -9, or be long dead with its {@code postmaster.pid} left behind. We hold the
 * data folder's lock, so whatever runs there belongs to nobody.
 */
final class Predecessor {
  private static final Logger LOG = LoggerFactory.getLogger(Predecessor.class);

  /**
   * A fast stop writes one checkpoint, which saves us replaying its log. One that was recovering
   * from a crash when its server died may never end by it (seen once in four runs).
   */
  private static final Duration FAST_STOP_MAX = Duration.ofSeconds(10);

  /**
   * Such a stop does not wait for anything; PostgreSQL kills those of its own that do after 5 s.
   */
  private static final Duration IMMEDIATE_STOP_MAX = Duration.ofSeconds(20);

  private static final long LOOK_AGAIN_MS = 20;

  private final Path data;
  private final Commands commands;

  Predecessor(Path data, Commands commands) {
    this.data = data;
    this.commands = commands;
  }

  /**
   * Returns when nothing runs on the folder any more.
   *
   * @return the process number in a left-behind {@code postmaster.pid} if another program has that
   *     number now; PostgreSQL takes such a file for a running server unless told better
   */
  OptionalLong gone() throws IOException {
    OptionalLong pid = pid();
    if (pid.isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid.getAsLong());
    if (process.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!isOurs(process.get())) {
      return pid;
    }
    LOG.info("Stopping the PostgreSQL of an earlier run (process {})", pid.getAsLong());
    if (!stopped(process.get(), "fast", FAST_STOP_MAX)
        && !stopped(process.get(), "immediate", IMMEDIATE_STOP_MAX)) {
      throw new StartProblem(
          "PostgreSQL (process %d) still runs on %s and does not stop: end that process"
              .formatted(pid.getAsLong(), data));
    }
    return OptionalLong.empty();
  }

  private boolean stopped(ProcessHandle process, String mode, Duration atMost) throws IOException {
    Commands.run(
        commands.free("pg_ctl", List.of("stop", "-m", mode, "-W", "-D", data.toString())), 30);
    Instant deadline = Instant.now().plus(atMost);
    while (process.isAlive() && isOurs(process)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      try {
        Thread.sleep(LOOK_AGAIN_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    return true;
  }

  private OptionalLong pid() throws IOException {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid")).stream()
          .limit(1)
          .mapToLong(line -> Math.abs(Long.parseLong(line.strip())))
          .findFirst();
    } catch (NoSuchFileException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Whether the process is a PostgreSQL on this folder and not one that got its number since. When
   * in doubt it is not: PostgreSQL's own check of its shared memory stands behind this one.
   */
  private boolean isOurs(ProcessHandle process) {
    Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
    try {
      if (Files.isDirectory(Path.of("/proc/self"))) {
        // A PostgreSQL works in its data folder; a zombie works nowhere.
        return Files.isSameFile(workingFolder, data);
      }
    } catch (IOException e) {
      return false;
    }
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
        .orElse(false);
  }
}
