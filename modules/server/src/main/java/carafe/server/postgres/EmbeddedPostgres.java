package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The database that comes with us, on its data folder. It is one process tree of its own, listens
 * on the loopback alone, writes durably, and stops when we do, kill -9 included.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private final Path dataDir;
  private final Settings.EmbeddedPostgres settings;
  private final int connectionsMax;
  private boolean closed;
  private @Nullable FolderLock lock;
  private @Nullable Postmaster postmaster;
  private @Nullable DatabaseLogin login;

  /**
   * Does nothing before it is told to {@link #start}; closing it ends a start that is under way.
   *
   * @param connectionsMax it takes at once
   */
  public EmbeddedPostgres(Path dataDir, Settings.EmbeddedPostgres settings, int connectionsMax) {
    this.dataDir = dataDir;
    this.settings = settings;
    this.connectionsMax = connectionsMax;
  }

  /**
   * Returns once it accepts connections; makes the database at the first start.
   *
   * @throws StartProblem when it cannot run there, or was closed meanwhile
   */
  public EmbeddedPostgres start() {
    Platform platform = Platform.current();
    Binaries.mustBeHere(platform);
    FolderLock taken = lock(dataDir);
    try {
      Binaries binaries = Binaries.unpacked(settings.cacheDir(), platform);
      Commands commands = new Commands(binaries, Wrapper.on(platform));
      ClusterFolder cluster = ClusterFolder.open(dataDir, binaries, commands);
      Postmaster made =
          new Postmaster(
              cluster,
              commands,
              new BoundedLog(dataDir.resolve("postgres.log")),
              settings.port(),
              connectionsMax,
              settings.startTimeout());
      begin(made, taken);
      made.awaitStarted();
      began(login(made.port(), cluster.password()));
      return this;
    } catch (IOException e) {
      taken.close();
      throw unusable(dataDir, e);
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  /** Known before it runs, so that a stop at any moment finds it. */
  private synchronized void begin(Postmaster made, FolderLock taken) {
    if (closed) {
      throw new StartProblem("Stopped during the start");
    }
    postmaster = made;
    lock = taken;
    made.begin();
  }

  private synchronized void began(DatabaseLogin reached) {
    login = reached;
  }

  private static FolderLock lock(Path dataDir) {
    try {
      Folders.makePrivate(dataDir);
      return FolderLock.take(dataDir);
    } catch (IOException e) {
      throw unusable(dataDir, e);
    }
  }

  private static StartProblem unusable(Path dataDir, IOException e) {
    return new StartProblem(
        "The data folder %s cannot be used (%s): make it writable, or name another one with"
                .formatted(dataDir, e)
            + " CARAFE_DATA_DIR",
        e);
  }

  private static DatabaseLogin login(int port, String password) {
    return new DatabaseLogin(
        "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), ClusterFolder.USER, password);
  }

  public synchronized DatabaseLogin login() {
    return Objects.requireNonNull(login, "not started");
  }

  /** Stops it and gives the folder back. */
  @Override
  public void close() {
    Postmaster running = ended();
    // Not while it is locked: a start that this ends has to get on.
    if (running != null) {
      running.stop();
    }
    giveBack();
  }

  private synchronized @Nullable Postmaster ended() {
    closed = true;
    return postmaster;
  }

  private synchronized void giveBack() {
    if (lock != null) {
      lock.close();
    }
  }
}
