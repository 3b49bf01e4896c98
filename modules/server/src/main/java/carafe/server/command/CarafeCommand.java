package carafe.server.command;

import carafe.load.command.LoadCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code carafe} by itself: what it can do. */
@Command(
    name = "carafe",
    description = "Live wine tastings: a host, any number of phones, one journal.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      PostgresCommand.class,
      ReadyCommand.class,
      LoadCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped as asked (Ctrl-C, SIGTERM); ready",
      "1:could not start, or failed; one line on standard error says why; not ready",
      "2:the command line was not understood"
    })
public final class CarafeCommand {
  /** Ready to be executed. */
  public static CommandLine line() {
    CommandLine line = new CommandLine(new CarafeCommand());
    CommandLine.IExecutionStrategy run = line.getExecutionStrategy();
    return line.setExecutionStrategy(
        parsed -> {
          parsed.asCommandLineList().forEach(CarafeCommand::checkUnderstood);
          return run.execute(parsed);
        });
  }

  /** Or help would be given for what does not exist, as if it had been understood. */
  private static void checkUnderstood(CommandLine command) {
    List<String> unmatched = command.getUnmatchedArguments();
    if (!unmatched.isEmpty()) {
      throw new CommandLine.UnmatchedArgumentException(command, unmatched);
    }
  }
}
