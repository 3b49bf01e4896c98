package carafe.it.balancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A load balancer's process, in the foreground, with a folder of its own for what it says. */
final class BalancerProcess implements AutoCloseable {
  static final Path SHIPPED = Path.of("..", "..", "deploy").toAbsolutePath().normalize();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private BalancerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A new folder under {@code target/balancers}, kept for whoever looks into a failed test. */
  static Path folder(String name) {
    try {
      Path all = Files.createDirectories(Path.of("target", "balancers"));
      return Files.createTempDirectory(all, name + "-").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BalancerProcess start(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path log = folder.resolve("log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      return new BalancerProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it said, of what only checks something; fails unless it found all in order. */
  String logOfSuccess() {
    if (awaitEnd() != 0) {
      throw new AssertionError(log());
    }
    return log();
  }

  private int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still runs after " + PATIENCE + "\n" + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Waits until it is so; fails with what it said when it is not in time, or ended. */
  void await(String what, BooleanSupplier fact) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!fact.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError("not so: " + what + "\n" + log());
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  static boolean accepts(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM: both end at once, and their workers with them. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }
}
