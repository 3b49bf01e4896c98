package carafe.it.server;

import carafe.it.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes of an embedded PostgreSQL, to make trouble with. */
public record Database(long server) {
  /** SIGSTOP: it neither answers nor refuses. */
  public void standStill() {
    Signal.STOP.to(processes());
  }

  public void goOn() {
    Signal.CONT.to(processes());
  }

  /** kill -9 of one backend: PostgreSQL ends all others, recovers and goes on. */
  public void killOneBackend() {
    long postmaster = postmaster();
    long backend =
        processes().stream()
            .filter(pid -> pid != postmaster && title(pid).contains("127.0.0.1"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no backend serves the program"));
    Signal.KILL.to(backend);
  }

  /** The one whose parent is not of its kind. */
  private long postmaster() {
    List<Long> all = processes();
    return all.stream()
        .filter(
            pid ->
                ProcessHandle.of(pid)
                    .flatMap(ProcessHandle::parent)
                    .filter(parent -> all.contains(parent.pid()))
                    .isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no PostgreSQL runs"));
  }

  private List<Long> processes() {
    return ProcessHandle.of(server).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid)
        .filter(pid -> isPostgres(title(pid)))
        .toList();
  }

  /** The postmaster has the path of its program for a title; it makes new backends. */
  private static boolean isPostgres(String title) {
    String program = title.split(" ", 2)[0];
    return program.substring(program.lastIndexOf('/') + 1).startsWith("postgres");
  }

  /** PostgreSQL names its processes by what they do. */
  private static String title(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }
}
