package carafe.it.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a killed Carafe leaves running for a moment: the PostgreSQL of its data folder, which Linux
 * tells of that death and which then writes its last. Known by the folder on its command line.
 */
final class Orphans {
  private static final Duration END_WITHIN = Duration.ofSeconds(30);

  private Orphans() {}

  /**
   * Afterwards nobody writes to the folder: it can be deleted. Whoever still uses it loses its
   * database.
   */
  static void endOn(Path dataDir) {
    List<ProcessHandle> found =
        ProcessHandle.allProcesses().filter(process -> isOn(dataDir, process)).toList();
    found.forEach(process -> Signal.QUIT.to(process.pid()));
    for (ProcessHandle process : found) {
      process.onExit().orTimeout(END_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }
  }

  private static boolean isOn(Path dataDir, ProcessHandle process) {
    String command = process.info().commandLine().orElse(""); // empty when it has just ended
    return command.contains(dataDir.resolve("postgres").toString());
  }
}
