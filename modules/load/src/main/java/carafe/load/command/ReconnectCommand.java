package carafe.load.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code carafe load reconnect}: a room that loses its network in each question. */
@Command(
    name = "reconnect",
    description =
        "One room in which in each question, after the answers, all phones are cut off and come"
            + " back.")
final class ReconnectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Common common = new Common();

  @Option(
      names = "--players",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Phones. Default: ${DEFAULT-VALUE}")
  private int players;

  @Option(
      names = "--back-within",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Over how long they come back; 0s: all at once. Default: ${DEFAULT-VALUE}")
  private String back = "";

  @Override
  public Integer call() {
    return Runner.run(spec, new Kind("reconnect", 1, players, Optional.of(back)), common);
  }
}
