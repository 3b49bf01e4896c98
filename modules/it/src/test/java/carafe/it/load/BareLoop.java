package carafe.it.load;

import carafe.it.balancer.Needed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The loop in C that does nothing but write to sockets, compiled and started. */
final class BareLoop implements AutoCloseable {
  private static final Path SOURCE = Path.of("../load/src/test/c/limit.c");

  private final Process process;
  private final int port;

  private BareLoop(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static BareLoop start() throws IOException, InterruptedException {
    Path program = Files.createTempDirectory("carafe-limit").resolve("limit");
    int compiled =
        new ProcessBuilder(
                Needed.program("gcc").toString(),
                "-O2",
                "-o",
                program.toString(),
                SOURCE.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (compiled != 0) {
      throw new AssertionError(SOURCE + " does not compile");
    }
    Process process =
        new ProcessBuilder(program.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader out = process.inputReader();
    String port = out.readLine();
    if (port == null) {
      throw new AssertionError("the loop does not listen");
    }
    return new BareLoop(process, Integer.parseInt(port));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
