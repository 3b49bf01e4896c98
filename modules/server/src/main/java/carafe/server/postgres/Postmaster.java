package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running PostgreSQL, kept by a thread of its own: Linux tells a child of the death of the
 * <em>thread</em> that started it, so that thread has to live as long as the program. Should
 * PostgreSQL end by itself, the keeper starts it again on the same port.
 */
final class Postmaster {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORTS_TRIED_MAX = 5;
  private static final long LOOK_AGAIN_MS = 10;

  /** Together with what a node takes to stop alone, below the 30 s that service managers give. */
  private static final Duration FAST_STOP_MAX = Duration.ofSeconds(8);

  private static final Duration IMMEDIATE_STOP_MAX = Duration.ofSeconds(3);
  private static final Duration RESTART_DELAY = Duration.ofSeconds(1);

  /**
   * Small on purpose: the journal writes, and what it reads at a recovery was mostly just written.
   * Durability ({@code fsync}, {@code synchronous_commit}) is left as it comes: on.
   */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=" + LOOPBACK,
          "unix_socket_directories=",
          "shared_buffers=64MB",
          "max_wal_size=512MB",
          "jit=off",
          "timezone=UTC",
          "log_timezone=UTC",
          // What a statement was about can come from a client: only say that it failed.
          "log_error_verbosity=terse",
          "log_min_error_statement=panic");

  private final ClusterFolder cluster;
  private final Commands commands;
  private final Predecessor predecessor;
  private final BoundedLog log;
  private final int wantedPort;
  private final int connectionsMax;
  private final Instant deadline;
  private final CompletableFuture<Integer> started = new CompletableFuture<>();
  private final Thread keeper;
  private volatile boolean stopping;
  private boolean ending;

  /** The keeper's own. */
  private @Nullable Process process;

  /** Does nothing before it is told to {@link #begin}. */
  Postmaster(
      ClusterFolder cluster,
      Commands commands,
      BoundedLog log,
      int wantedPort,
      int connectionsMax,
      Duration atMost) {
    this.cluster = cluster;
    this.commands = commands;
    this.predecessor = new Predecessor(cluster.data(), commands);
    this.log = log;
    this.wantedPort = wantedPort;
    this.connectionsMax = connectionsMax;
    this.deadline = Instant.now().plus(atMost);
    this.keeper = Thread.ofPlatform().daemon().name("carafe-postgres").unstarted(this::keep);
  }

  void begin() {
    keeper.start();
  }

  /** Returns once it accepts connections. */
  void awaitStarted() {
    try {
      started.join();
    } catch (CompletionException e) {
      stop();
      if (e.getCause() instanceof StartProblem problem) {
        throw problem;
      }
      throw new StartProblem("PostgreSQL cannot be started: " + e.getCause(), e);
    }
  }

  int port() {
    return started.join();
  }

  private void keep() {
    try {
      started.complete(firstStart());
      while (awaitEnd()) {
        startAgain();
      }
    } catch (InterruptedException e) {
      started.completeExceptionally(new StartProblem("The start was interrupted"));
    } catch (IOException | RuntimeException | Error e) {
      if (!started.completeExceptionally(e)) {
        LOG.error("PostgreSQL is stopped, and not started again", e);
      }
    } finally {
      end();
    }
  }

  private int firstStart() throws IOException, InterruptedException {
    for (int tried = 1; ; tried++) {
      int port = wantedPort == 0 ? freePort() : wantedPort;
      Outcome outcome = launch(port);
      if (outcome == Outcome.READY) {
        return port;
      }
      boolean another = outcome == Outcome.PORT_TAKEN && wantedPort == 0 && tried < PORTS_TRIED_MAX;
      boolean again = outcome == Outcome.FOLDER_BUSY && Instant.now().isBefore(deadline);
      if (stopping || !(another || again)) {
        throw new StartProblem(
            "PostgreSQL did not start: %s (more in %s)"
                .formatted(log.lastFatal().orElse("it says no reason"), log.file()));
      }
      Thread.sleep(LOOK_AGAIN_MS * 10);
    }
  }

  /** Until the process ends; whether that was not meant. */
  private boolean awaitEnd() throws InterruptedException {
    Process current = process;
    int exit = current == null ? 0 : current.waitFor();
    if (!stopping) {
      LOG.error(
          "PostgreSQL ended by itself (exit code {}, {}); starting it again",
          exit,
          log.lastFatal().orElse("no reason given"));
    }
    return !stopping;
  }

  /** Until it is back: a machine without a process or a file to spare may have one soon. */
  private void startAgain() throws InterruptedException {
    while (!stopping) {
      String reason;
      try {
        if (launch(port()) == Outcome.READY) {
          return;
        }
        reason = log.lastFatal().orElse("no reason given");
      } catch (IOException | RuntimeException | Error e) {
        reason = e.toString();
        endProcess(); // it may run, though it was not seen to be ready
      }
      if (!stopping) {
        LOG.error(
            "PostgreSQL does not come back ({}); trying again in {} s",
            reason,
            RESTART_DELAY.toSeconds());
      }
      Thread.sleep(RESTART_DELAY);
    }
  }

  private enum Outcome {
    READY,
    PORT_TAKEN,
    /** Parts of a PostgreSQL that was killed are still ending. */
    FOLDER_BUSY,
    FAILED
  }

  private Outcome launch(int port) throws IOException, InterruptedException {
    OptionalLong staleNumber = predecessor.gone();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-D", cluster.data().toString(), "-p", Integer.toString(port)));
    arguments.addAll(List.of("-c", "max_connections=" + connectionsMax));
    SETTINGS.forEach(setting -> arguments.addAll(List.of("-c", setting)));
    ProcessBuilder builder = commands.tied("INT", "postgres", arguments);
    // The name by which PostgreSQL knows numbers that are not another server's.
    staleNumber.ifPresent(
        number -> builder.environment().put("PG_GRANDPARENT_PID", Long.toString(number)));
    Process launched = builder.start();
    process = launched;
    launched.getOutputStream().close();
    Thread copier =
        Thread.ofPlatform()
            .daemon()
            .name("carafe-postgres-log")
            .start(() -> log.copy(launched.getInputStream()));
    if (awaitReady(launched)) {
      return Outcome.READY;
    }
    copier.join(Duration.ofSeconds(5)); // the reason stands in the last lines
    String reason = log.lastFatal().orElse("");
    if (reason.contains("TCP/IP sockets")) {
      return Outcome.PORT_TAKEN;
    }
    return reason.contains("is still in use") ? Outcome.FOLDER_BUSY : Outcome.FAILED;
  }

  private boolean awaitReady(Process launched) throws IOException, InterruptedException {
    while (!launched.waitFor(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
      if (saysReady(launched.pid())) {
        return true;
      }
      if (!started.isDone() && Instant.now().isAfter(deadline)) {
        throw new StartProblem(
            "PostgreSQL is not ready in time (carafe.embedded-postgres.start-timeout); see "
                + log.file());
      }
    }
    return false;
  }

  /** Reads {@code postmaster.pid} as pg_ctl does: first line the number, eighth the state. */
  private boolean saysReady(long pid) throws IOException {
    try {
      List<String> lines = Files.readAllLines(cluster.data().resolve("postmaster.pid"));
      return lines.size() >= 8
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(7).strip().equals("ready");
    } catch (NoSuchFileException e) {
      return false; // not written yet
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  /** Connections are cut, what was committed stays; returns when nothing of it runs any more. */
  void stop() {
    stopping = true;
    interrupt();
    try {
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not while it ends: whoever stops it a second time, or after a failed start, has to wait. */
  private synchronized void interrupt() {
    if (!ending) {
      keeper.interrupt();
    }
  }

  private synchronized void ending() {
    ending = true;
  }

  /** The keeper's last act, so that nothing is started beside it. */
  private void end() {
    ending();
    endProcess();
  }

  private void endProcess() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      signal(running, "fast");
      if (!running.waitFor(FAST_STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("PostgreSQL is slow to stop; stopping it at once, it will repair itself");
        signal(running, "immediate");
        if (!running.waitFor(IMMEDIATE_STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
          running.destroyForcibly();
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(Process running, String mode) {
    List<String> arguments = List.of("stop", "-m", mode, "-W", "-D", cluster.data().toString());
    try {
      Commands.Outcome outcome = Commands.run(commands.free("pg_ctl", arguments), 10);
      if (outcome.exit() != 0) {
        // It has no postmaster.pid yet, or just ended.
        LOG.debug("pg_ctl stop -m {}: {}", mode, outcome.reason());
        running.destroy();
      }
    } catch (IOException e) {
      LOG.warn("PostgreSQL cannot be told to stop: {}", e.toString());
      running.destroy();
    }
  }
}
