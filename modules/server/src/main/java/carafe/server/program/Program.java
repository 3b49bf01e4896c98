package carafe.server.program;

import carafe.server.database.Database;
import carafe.server.http.HttpPort;
import carafe.server.node.CarafeNode;
import carafe.server.node.FileDescriptors;
import carafe.server.node.RoomsSettings;
import carafe.server.postgres.EmbeddedPostgres;
import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import carafe.server.start.Beside;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Carafe from start to end: database, its tables, the node; and on Ctrl-C or SIGTERM the same
 * backwards. The exit code is 0 after a stop that was asked for, 1 after a failure.
 */
public final class Program {
  private enum State {
    STARTING,
    RUNNING,
    /** Somebody asked for it. */
    STOPPING,
    FAILED
  }

  private final Settings settings;
  private final PrintStream out;
  private final Parts parts = new Parts();
  private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

  public Program(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /**
   * Runs until it is stopped; returns only when something failed.
   *
   * @throws StartProblem when it cannot start, or ended by itself
   */
  public void run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "carafe-stop"));
    try {
      CarafeNode node = start();
      state.compareAndSet(State.STARTING, State.RUNNING);
      String why = node.whenGone().toCompletableFuture().join();
      if (state.get() == State.RUNNING) {
        throw new StartProblem(why);
      }
    } catch (RuntimeException e) {
      if (state.get() != State.STOPPING) {
        throw e; // else the start only fell over the stop
      }
    } finally {
      // Unless it was asked for: then the hook does it.
      if (state.updateAndGet(now -> now == State.STOPPING ? now : State.FAILED) == State.FAILED) {
        parts.close();
      }
    }
  }

  private CarafeNode start() {
    RoomsSettings rooms = RoomsSettings.of(FileDescriptors.bounded(settings.config()));
    HttpPort.of(settings.http()).checkApartFrom(HttpPort.of(settings.management()));
    HttpPort.of(settings.http()).check();
    HttpPort.of(settings.management()).check();
    DatabaseLogin login = settings.database().own().orElseGet(this::embeddedPostgres);
    Supplier<Database> database = Beside.begin(() -> parts.add(Database.open(login)));
    CarafeNode node = parts.add(CarafeNode.start(settings, rooms, login, database));
    node.awaitUp();
    Banner.print(out, settings, node);
    return node;
  }

  private DatabaseLogin embeddedPostgres() {
    return parts
        .add(
            new EmbeddedPostgres(
                settings.dataDir(),
                settings.embeddedPostgres(),
                ConnectionsNeeded.ofOneNode(settings.database())))
        .start()
        .login();
  }

  /** In the JVM's shutdown hook, so that Ctrl-C and SIGTERM come here, at any moment of a start. */
  private void stop() {
    if (state.updateAndGet(now -> now == State.FAILED ? now : State.STOPPING) == State.FAILED) {
      return; // the exit code says so
    }
    boolean clean = parts.close();
    out.println("Carafe has stopped.");
    out.flush();
    // A JVM that a signal ended would report 130 or 143, as if something had gone wrong.
    Runtime.getRuntime().halt(clean ? 0 : 1);
  }
}
