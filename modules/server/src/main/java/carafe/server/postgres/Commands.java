package carafe.server.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How PostgreSQL's programs are called. */
final class Commands {
  private final Binaries binaries;
  private final Wrapper wrapper;

  Commands(Binaries binaries, Wrapper wrapper) {
    this.binaries = binaries;
    this.wrapper = wrapper;
  }

  /**
   * @param signalAtOurDeath what it is sent when the calling thread ends
   */
  ProcessBuilder tied(String signalAtOurDeath, String program, List<String> arguments) {
    return call(wrapper.tied(signalAtOurDeath, binaries.program(program)), arguments);
  }

  ProcessBuilder free(String program, List<String> arguments) {
    return call(wrapper.free(binaries.program(program)), arguments);
  }

  private static ProcessBuilder call(List<String> program, List<String> arguments) {
    List<String> command = new ArrayList<>(program);
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
    private static final Pattern REASON = Pattern.compile("(?:FATAL|PANIC|error): +(.+)");

    /**
     * The last reason it gives, or else its last line that says something. initdb's is never the
     * reason: it goes on to say what it clears away.
     */
    String reason() {
      return REASON
          .matcher(output)
          .results()
          .map(reason -> reason.group(1).strip())
          .reduce((_, last) -> last)
          .orElseGet(this::lastLine);
    }

    private String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last.strip());
    }
  }
}
