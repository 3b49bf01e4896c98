package carafe.load.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code carafe load room}: one full room. */
@Command(name = "room", description = "One room in which everybody plays a whole game.")
final class RoomCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Common common = new Common();

  @Option(
      names = "--players",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Phones. Default: ${DEFAULT-VALUE}")
  private int players;

  @Override
  public Integer call() {
    return Runner.run(spec, new Kind("room", 1, players, Optional.empty()), common);
  }
}
