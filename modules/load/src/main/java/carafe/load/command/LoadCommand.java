package carafe.load.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code carafe load}: a venue that does not exist plays against a server that does. */
@Command(
    name = "load",
    description = "Simulates venues full of phones, and measures how a server bears them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RoomCommand.class, RoomsCommand.class, ReconnectCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything arrived, and the final scores are those of the accepted answers",
      "1:something was lost or wrong, or the result could not be written",
      "2:the command line was not understood, or asks for more than this machine can do",
      "130:stopped by Ctrl-C; what there was until then is reported"
    })
public final class LoadCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;
}
