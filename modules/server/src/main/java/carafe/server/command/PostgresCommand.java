package carafe.server.command;

import carafe.server.program.DatabaseProgram;
import carafe.server.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code carafe postgres}: the embedded database without a node, until it is stopped. */
@Command(
    name = "postgres",
    description = "Runs only the embedded database, for several nodes on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "It listens on 127.0.0.1 only, and says where. Nodes find it by CARAFE_DB_URL,"
          + " CARAFE_DB_USER",
      "and CARAFE_DB_PASSWORD. Its data are in CARAFE_DATA_DIR, as those of a single node are."
    })
public final class PostgresCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in HOCON; may be left out.")
  private Optional<Path> config = Optional.empty();

  @Override
  public Integer call() {
    return Outcome.of(
        () -> {
          new DatabaseProgram(SettingsLoader.load(config, System.getenv()), System.out).run();
          return 1; // it returns only when something failed
        });
  }
}
