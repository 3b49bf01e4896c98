package carafe.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A signal that Java itself sends to no process. */
public enum Signal {
  INT,
  QUIT,
  STOP,
  CONT,
  KILL;

  /** Whether there was somebody to take it. */
  public boolean to(long process) {
    return to(List.of(process));
  }

  /** To all in one go; whether there was somebody each time. */
  public boolean to(List<Long> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + this));
    processes.forEach(pid -> command.add(Long.toString(pid)));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
