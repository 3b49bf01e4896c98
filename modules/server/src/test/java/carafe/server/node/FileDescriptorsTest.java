package carafe.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileDescriptorsTest {
  private static final Config WANTED =
      ConfigFactory.parseString(
          """
          carafe.rooms.connections-max = 20000
          carafe.rooms.http.spare-connections = 1000
          """);

  @Test
  void enoughOfThemChangeNothing() {
    assertThat(FileDescriptors.bounded(WANTED, 21_556)).isSameAs(WANTED);
  }

  @Test
  void tooFewBoundWhatIsSpareThenTheConnections() {
    assertThat(connections(21_000)).containsExactly(20_000, 444);
    assertThat(connections(20_800)).containsExactly(20_000, 244);
    assertThat(connections(20_000)).containsExactly(19_200, 244);
    assertThat(connections(900)).containsExactly(100, 244);
    assertThat(connections(100)).containsExactly(1, 1);
  }

  @Test
  void thisMachineIsAsked() {
    assertThat(FileDescriptors.bounded(WANTED).getInt("carafe.rooms.connections-max"))
        .isBetween(1, 20_000);
  }

  private static List<Integer> connections(long descriptors) {
    Config bounded = FileDescriptors.bounded(WANTED, descriptors);
    return List.of(
        bounded.getInt("carafe.rooms.connections-max"),
        bounded.getInt("carafe.rooms.http.spare-connections"));
  }
}
