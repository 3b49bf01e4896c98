package carafe.load.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code carafe load rooms}: many rooms side by side. */
@Command(
    name = "rooms",
    description =
        "Many rooms that play side by side, each as fast as its server and phones let it.")
final class RoomsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Common common = new Common();

  @Option(
      names = "--rooms",
      paramLabel = "N",
      defaultValue = "100",
      description = "Rooms, each with a host. Default: ${DEFAULT-VALUE}")
  private int rooms;

  @Option(
      names = "--players",
      paramLabel = "N",
      defaultValue = "10",
      description = "Phones in each room. Default: ${DEFAULT-VALUE}")
  private int players;

  @Override
  public Integer call() {
    return Runner.run(spec, new Kind("rooms", rooms, players, Optional.empty()), common);
  }
}
