package carafe.server.command;

import carafe.load.command.LoadCommand;
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
public final class CarafeCommand {}
