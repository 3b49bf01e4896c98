package carafe.it.chaos.cluster;

import carafe.it.process.Signal;
import carafe.it.server.PreparedDatabase;
import carafe.server.postgres.EmbeddedPostgres;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of the test's own, on a port that stays the same over restarts, reachable from the
 * network of the nodes. Made by what Carafe brings along, run by the test, so that it can be
 * stopped and started beside the nodes; it ends with the test's process.
 */
public final class OwnPostgres implements AutoCloseable {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  private final Path data;
  private final Path log;
  private final Path programs;
  private final int port;
  private final DatabaseLogin login;
  private final List<String> addresses = new ArrayList<>(List.of("127.0.0.1"));
  private @Nullable Process process;

  private OwnPostgres(Path folder, Path programs, int port, DatabaseLogin login) {
    this.data = folder.resolve("postgres").resolve("data");
    this.log = folder.resolve("chaos-postgres.log");
    this.programs = programs;
    this.port = port;
    this.login = login;
  }

  /** Makes the database; it does not run yet. */
  public static OwnPostgres in(Path folder, int port) {
    PreparedDatabase.copyTo(folder);
    Path cache = PreparedDatabase.cache();
    try (EmbeddedPostgres made =
        new EmbeddedPostgres(folder, new Settings.EmbeddedPostgres(cache, port, ANSWERS_WITHIN), 60)
            .start()) {
      return new OwnPostgres(folder, programs(folder), port, made.login());
    }
  }

  /** Where the programs of the running one are: its options stand in a file, the program first. */
  private static Path programs(Path folder) {
    try {
      String line = Files.readString(folder.resolve("postgres/data/postmaster.opts"));
      return Path.of(line.split(" ", 2)[0]).resolveSibling("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets in what comes from these addresses, to this one. */
  public OwnPostgres listen(String address, String from) {
    addresses.add(address);
    try {
      Files.writeString(
          data.resolve("pg_hba.conf"),
          "host all all " + from + " scram-sha-256\n",
          StandardOpenOption.APPEND);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until it answers. */
  public OwnPostgres start() {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses root
    }
    command.addAll(List.of("setpriv", "--pdeathsig", "INT"));
    command.addAll(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port)));
    for (String setting :
        List.of(
            "listen_addresses=" + String.join(",", addresses),
            "unix_socket_directories=",
            "max_connections=200",
            "log_error_verbosity=terse")) {
      command.addAll(List.of("-c", setting));
    }
    process = onLongLivingThread(command);
    awaitAnswer();
    return this;
  }

  /** Linux ends it with the thread that started it. */
  private Process onLongLivingThread(List<String> command) {
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("chaos-postgres")
        .start(
            () -> {
              try {
                Process one =
                    new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectInput(new File("/dev/null"))
                        .start();
                started.complete(one);
                one.waitFor();
              } catch (IOException | InterruptedException e) {
                started.completeExceptionally(e);
              }
            });
    return started.join();
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + ANSWERS_WITHIN.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("PostgreSQL does not answer; see " + log);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** As a crash does: connections break, nothing is written any more; it repairs itself later. */
  public void crash() {
    end(Signal.QUIT);
  }

  /** As its service manager does: connections are cut, then it stops. */
  public void stop() {
    end(Signal.INT);
  }

  private void end(Signal signal) {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      signal.to(running.pid());
      if (!running.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    process = null;
  }

  /** Ends every connection but the one that does it; how many those were. */
  public int cutConnections() {
    try (Connection connection = connect();
        var statement =
            connection.prepareStatement(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        var rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException("connections cannot be cut", e);
    }
  }

  /** From this test, which no fault cuts off. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url("127.0.0.1:" + port), login.user(), login.password());
  }

  static String url(String hostAndPort) {
    return "jdbc:postgresql://" + hostAndPort + "/postgres";
  }

  public String user() {
    return login.user();
  }

  public String password() {
    return login.password();
  }

  @Override
  public void close() {
    end(Signal.QUIT);
  }
}
