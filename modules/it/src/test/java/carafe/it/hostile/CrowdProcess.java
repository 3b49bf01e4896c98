package carafe.it.hostile;

import carafe.it.load.ProcessCpu;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link Crowd} in a process of its own, so that its CPU and its descriptors are its own. */
public final class CrowdProcess implements AutoCloseable {
  private static final long LOOK_AGAIN_MS = 50;

  /**
   * How a crowd stands.
   *
   * @param here connections that are open or being opened
   * @param open of them, those that got as far as they wanted
   * @param begun connections ever begun
   * @param ended connections ever ended, by either side
   */
  public record Standing(long here, long open, long begun, long ended) {}

  private final Process process;
  private final Thread listener;
  private volatile Standing standing = new Standing(0, 0, 0, 0);

  private CrowdProcess(Process process) {
    this.process = process;
    listener = Thread.ofPlatform().daemon().name("crowd").start(this::listen);
  }

  /**
   * @param perSecond connections begun in a second
   * @param awayMillis how long one that was ended stays away
   * @param watched code of the session that some of them watch
   * @param joined code of the session that some of them join
   */
  public static CrowdProcess start(
      int port,
      int perSecond,
      long awayMillis,
      String watched,
      String joined,
      Map<Kind, Integer> kinds)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Crowd.class.getName(),
                Integer.toString(port),
                Integer.toString(perSecond),
                Long.toString(awayMillis),
                watched,
                joined));
    kinds.forEach((kind, count) -> command.add(kind + "=" + count));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new CrowdProcess(process);
  }

  private void listen() {
    try (BufferedReader said = process.inputReader()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        String[] figures = line.split(" ", -1);
        standing =
            new Standing(
                Long.parseLong(figures[0]),
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]),
                Long.parseLong(figures[3]));
      }
    } catch (IOException e) {
      // Its end, which whoever waits for it notices.
    }
  }

  public Standing standing() {
    return standing;
  }

  /** Until so many connections have been begun. */
  public CrowdProcess awaitBegun(long count, long withinSeconds) throws InterruptedException {
    long deadline = System.nanoTime() + withinSeconds * 1_000_000_000;
    while (standing.begun < count) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("the crowd did not come: " + standing);
      }
      Thread.sleep(LOOK_AGAIN_MS);
    }
    return this;
  }

  /** Other sessions to go for. */
  public void goFor(String watched, String joined) {
    try {
      process.outputWriter().write(watched + " " + joined + "\n");
      process.outputWriter().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long cpuNanos() throws IOException {
    return ProcessCpu.nanos(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
