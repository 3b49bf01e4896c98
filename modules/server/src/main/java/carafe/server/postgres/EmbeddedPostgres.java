package carafe.server.postgres;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The database that comes with us, on its data folder. It is one process tree of its own, listens
 * on the loopback alone, writes durably, and stops when we do, kill -9 included.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private final FolderLock lock;
  private final Postmaster postmaster;
  private final DatabaseLogin login;

  private EmbeddedPostgres(FolderLock lock, Postmaster postmaster, DatabaseLogin login) {
    this.lock = lock;
    this.postmaster = postmaster;
    this.login = login;
  }

  /**
   * Makes the database at the first start.
   *
   * @throws StartProblem when it cannot run there
   */
  public static EmbeddedPostgres start(Path dataDir, Settings.EmbeddedPostgres settings) {
    Platform platform = Platform.current();
    Binaries.mustBeHere(platform);
    FolderLock lock = lock(dataDir);
    try {
      Binaries binaries = Binaries.unpacked(settings.cacheDir(), platform);
      Commands commands = new Commands(binaries, Wrapper.on(platform));
      ClusterFolder cluster = ClusterFolder.open(dataDir, binaries, commands);
      Postmaster postmaster =
          Postmaster.start(
              cluster,
              commands,
              new BoundedLog(dataDir.resolve("postgres.log")),
              settings.port(),
              settings.startTimeout());
      return new EmbeddedPostgres(lock, postmaster, login(postmaster.port(), cluster.password()));
    } catch (IOException e) {
      lock.close();
      throw unusable(dataDir, e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
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

  public DatabaseLogin login() {
    return login;
  }

  /** Stops it and gives the folder back. */
  @Override
  public void close() {
    postmaster.stop();
    lock.close();
  }
}
