package carafe.server.program;

import carafe.server.postgres.EmbeddedPostgres;
import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** The embedded database alone, from start to end, for nodes that are started beside it. */
public final class DatabaseProgram {
  private enum End {
    NONE,
    ASKED,
    FAILED
  }

  private final Settings settings;
  private final PrintStream out;
  private final Parts parts = new Parts();
  private final AtomicReference<End> end = new AtomicReference<>(End.NONE);

  public DatabaseProgram(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Runs until it is stopped, and does not return then.
   *
   * @throws StartProblem when it cannot start
   */
  public void run() {
    if (settings.database().own().isPresent()) {
      throw new StartProblem(
          "There is a database of your own (CARAFE_DB_URL): the embedded one is not needed");
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "carafe-stop"));
    try {
      tell(
          parts
              .add(
                  new EmbeddedPostgres(
                      settings.dataDir(),
                      settings.embeddedPostgres(),
                      ConnectionsNeeded.ofNodes(settings.database())))
              .start()
              .login());
    } catch (RuntimeException | Error e) {
      if (end.compareAndSet(End.NONE, End.FAILED)) {
        parts.close();
        throw e; // else the start only fell over the stop
      }
    }
    try {
      new CountDownLatch(1).await(); // a signal ends it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(DatabaseLogin login) {
    out.println();
    out.println("  PostgreSQL is ready.");
    out.println();
    out.printf("    URL        %s%n", login.url());
    out.printf("    User       %s%n", login.user());
    out.printf(
        "    Password   stands in %s%n",
        settings.dataDir().resolve("postgres").resolve("password"));
    out.println();
    out.println("  Ctrl-C stops it.");
    out.println();
    out.flush();
  }

  private void stop() {
    if (!end.compareAndSet(End.NONE, End.ASKED)) {
      return; // the exit code says so
    }
    boolean clean = parts.close();
    out.println("PostgreSQL has stopped.");
    out.flush();
    // A JVM that a signal ended would report 130 or 143, as if something had gone wrong.
    Runtime.getRuntime().halt(clean ? 0 : 1);
  }
}
