package carafe.load.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of all kinds of load. */
final class Common {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8080",
      description = {"The server: ws, wss, http or https.", "Default: ${DEFAULT-VALUE}"})
  String url = "";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Wines, each with a leaderboard, 1 to 50. Default: ${DEFAULT-VALUE}")
  int rounds;

  @Option(
      names = "--questions",
      paramLabel = "N",
      defaultValue = "5",
      description = "Questions of each wine, 1 to 20. Default: ${DEFAULT-VALUE}")
  int questions;

  @Option(
      names = "--ramp",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Connections begun in a second. Default: ${DEFAULT-VALUE}")
  double ramp;

  @Option(
      names = "--think",
      paramLabel = "TIME",
      defaultValue = "0s",
      description =
          "Answers come spread over this time, such as 5s or 800ms. Default: 0s, all at once")
  String think = "";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "How long anything may take; what is missing then is lost. Default: ${DEFAULT-VALUE}")
  String timeout = "";

  @Option(
      names = "--loops",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads that carry connections. Default: one for two processors")
  int loops;

  @Option(names = "--insecure", description = "Takes any certificate of a wss server.")
  boolean insecure;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the result as JSON.")
  Optional<Path> json = Optional.empty();

  @Option(names = "--html", paramLabel = "FILE", description = "Writes the result as a page.")
  Optional<Path> html = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  boolean help;
}
