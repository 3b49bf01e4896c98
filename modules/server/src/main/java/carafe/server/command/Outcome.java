package carafe.server.command;

import carafe.server.problem.StartProblem;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a command that fails: one line on standard error, and exit code 1. */
final class Outcome {
  private static final Logger LOG = LoggerFactory.getLogger(Outcome.class);

  private Outcome() {}

  /** The exit code that the command says, if it comes so far. */
  static int of(IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (StartProblem problem) {
      LOG.debug("Cannot start", problem);
      say(problem.line());
    } catch (RuntimeException | Error e) {
      LOG.error("A bug, or a broken machine", e);
      say("Carafe failed, and the log says how: " + e);
    }
    return 1;
  }

  private static void say(String line) {
    System.out.flush();
    System.err.println("carafe: " + line);
  }
}
