package carafe.server.command;

import carafe.server.program.Program;
import carafe.server.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code carafe serve}: the server, until it is stopped. */
@Command(
    name = "serve",
    description = "Runs the server until Ctrl-C or SIGTERM.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Settings come from the file and from the environment, which wins: CARAFE_HTTP_PORT,",
      "CARAFE_HTTP_INTERFACE, CARAFE_DATA_DIR, CARAFE_DB_URL, CARAFE_DB_USER, CARAFE_DB_PASSWORD",
      "and some dozens more, each with its default in docs/operations.md, \"Settings\"."
    })
public final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in HOCON; may be left out.")
  private Optional<Path> config = Optional.empty();

  /** For build tools, which a Ctrl-C or SIGTERM may end before it reaches us. */
  @Option(names = "--stop-with-parent", hidden = true)
  private boolean stopWithParent;

  @Override
  public Integer call() {
    SettingsLoader.begin(); // while logging begins, which takes as long
    return Outcome.of(
        () -> {
          if (stopWithParent) {
            ProcessHandle.current().parent().ifPresent(ServeCommand::stopAfter);
          }
          new Program(SettingsLoader.load(config, System.getenv()), System.out).run();
          return 1; // it returns only when something failed
        });
  }

  private static void stopAfter(ProcessHandle parent) {
    Thread.ofPlatform()
        .daemon()
        .name("carafe-parent")
        .start(
            () -> {
              parent.onExit().join();
              System.exit(0);
            });
  }
}
