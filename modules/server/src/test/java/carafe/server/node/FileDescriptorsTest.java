package carafe.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class FileDescriptorsTest {
  private static final Config WANTED =
      ConfigFactory.parseString("carafe.rooms.connections-max = 20000");

  @Test
  void enoughOfThemChangeNothing() {
    assertThat(FileDescriptors.bounded(WANTED, 20_500)).isSameAs(WANTED);
  }

  @Test
  void tooFewBoundTheConnections() {
    assertThat(connections(20_000)).isEqualTo(19_500);
    assertThat(connections(100)).isEqualTo(1);
  }

  @Test
  void thisMachineIsAsked() {
    assertThat(FileDescriptors.bounded(WANTED).getInt("carafe.rooms.connections-max"))
        .isBetween(1, 20_000);
  }

  private static int connections(long descriptors) {
    return FileDescriptors.bounded(WANTED, descriptors).getInt("carafe.rooms.connections-max");
  }
}
