package carafe.it.chaos.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Short commands of the system, run to their end. */
final class Shell {
  /** What a command printed and how it ended. */
  record Outcome(int exit, String output) {
    boolean worked() {
      return exit == 0;
    }
  }

  private Shell() {}

  /** Runs a command that must work; its words are separated by single spaces. */
  static String run(String command) {
    Outcome outcome = attempt(command);
    if (!outcome.worked()) {
      throw new IllegalStateException(command + ": " + outcome.output().strip());
    }
    return outcome.output();
  }

  /** Runs a command that may fail, or not be there. */
  static Outcome attempt(String command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command.split(" "))).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      return new Outcome(127, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(command + " was interrupted", e));
    }
  }
}
