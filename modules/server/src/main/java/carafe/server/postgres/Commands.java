package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How PostgreSQL's programs are called here: never as root (they refuse), and on Linux so that they
 * end with the thread that started them, whatever ends it.
 */
final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final Binaries binaries;

  /** An unmapped user namespace: root outside, nobody inside. */
  private final List<String> unroot;

  /** A process group of its own: a terminal's Ctrl-C is for us, who stop the database last. */
  private final List<String> ownGroup;

  private final boolean endsWithParent;

  private Commands(
      Binaries binaries, List<String> unroot, List<String> ownGroup, boolean endsWithParent) {
    this.binaries = binaries;
    this.unroot = unroot;
    this.ownGroup = ownGroup;
    this.endsWithParent = endsWithParent;
  }

  static Commands of(Binaries binaries) {
    Platform platform = binaries.platform();
    boolean linux = platform.family() == Platform.Family.LINUX;
    List<String> unroot = platform.root() ? List.of("unshare", "-U") : List.of();
    if (platform.root() && !(linux && works("unshare", "-U", "true"))) {
      throw new StartProblem(
          "PostgreSQL refuses to run as root, and this system lets us not step down: run Carafe as"
              + " an ordinary user, or set CARAFE_DB_URL to a PostgreSQL of your own");
    }
    boolean endsWithParent = linux && works("setpriv", "--pdeathsig", "INT", "true");
    if (linux && !endsWithParent) {
      LOG.warn(
          "There is no setpriv (util-linux) here: after a kill -9 PostgreSQL runs on until the next"
              + " start");
    }
    return new Commands(binaries, unroot, ownGroup(platform), endsWithParent);
  }

  private static List<String> ownGroup(Platform platform) {
    List<String> command =
        switch (platform.family()) {
          case LINUX -> List.of("setsid");
          case MAC -> List.of("perl", "-e", "setpgrp(0, 0); exec @ARGV or exit 127", "--");
          case WINDOWS -> List.of();
        };
    List<String> trial = new ArrayList<>(command);
    trial.add("true");
    return !command.isEmpty() && works(trial.toArray(String[]::new)) ? command : List.of();
  }

  /**
   * A call of one of PostgreSQL's programs.
   *
   * @param signalAtOurDeath what it is sent when the calling thread ends
   */
  ProcessBuilder tied(String signalAtOurDeath, String program, List<String> arguments) {
    List<String> command = new ArrayList<>(unroot);
    command.addAll(ownGroup);
    if (endsWithParent) {
      // After unshare: a change of user forgets the signal.
      command.addAll(List.of("setpriv", "--pdeathsig", signalAtOurDeath));
    }
    return call(command, program, arguments);
  }

  ProcessBuilder free(String program, List<String> arguments) {
    return call(new ArrayList<>(unroot), program, arguments);
  }

  private ProcessBuilder call(List<String> command, String program, List<String> arguments) {
    command.add(binaries.program(program));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    // PGPORT, PGDATA and their like are meant for somebody else's server.
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    // Messages are read (a taken port), so they have to be English.
    environment.keySet().removeIf(name -> name.startsWith("LC_"));
    environment.put("LC_ALL", "C");
    return builder;
  }

  private static boolean works(String... command) {
    try {
      return run(new ProcessBuilder(command).redirectErrorStream(true), 10).exit() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  /** Runs to the end, or kills after so many seconds. */
  static Outcome run(ProcessBuilder builder, long seconds) throws IOException {
    Process process = builder.start();
    process.getOutputStream().close();
    Thread watchdog =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                      process.destroyForcibly();
                    }
                  } catch (InterruptedException e) {
                    // The program ended first.
                  }
                });
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), text);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      watchdog.interrupt();
    }
  }

  record Outcome(int exit, String output) {
    /** Its last line that says something. */
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last.strip());
    }
  }
}
