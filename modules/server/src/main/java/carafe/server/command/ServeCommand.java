package carafe.server.command;

import carafe.server.problem.StartProblem;
import carafe.server.program.Program;
import carafe.server.settings.Settings;
import carafe.server.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
      "CARAFE_HTTP_INTERFACE, CARAFE_DATA_DIR, CARAFE_DB_URL, CARAFE_DB_USER, CARAFE_DB_PASSWORD."
    })
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

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
    try {
      if (stopWithParent) {
        ProcessHandle.current().parent().ifPresent(ServeCommand::stopAfter);
      }
      Settings settings = SettingsLoader.load(config, System.getenv());
      new Program(settings, System.out).run();
    } catch (StartProblem problem) {
      LOG.debug("Cannot start", problem);
      say(problem.line());
    } catch (RuntimeException | Error e) {
      LOG.error("A bug, or a broken machine", e);
      say("Carafe failed, and the log says how: " + e);
    }
    return 1;
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

  private static void say(String line) {
    System.out.flush();
    System.err.println("carafe: " + line);
  }
}
