package carafe.rooms.transport.direct;

import static carafe.rooms.testing.EchoType.ECHO;
import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.Tally;
import carafe.rooms.connection.Arrival;
import carafe.rooms.connection.ConnectionSettings;
import carafe.rooms.connection.Connections;
import carafe.rooms.connection.Conversation;
import carafe.rooms.message.Visitor;
import carafe.rooms.testing.TestClock;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the writing of a large frame says of a client that sends nothing. */
@Timeout(60)
class OutputTest {
  private static final Duration PAUSE = Duration.ofSeconds(50);

  private final TestClock clock = new TestClock();
  private final Conversation conversation =
      new Connections(
              ConnectionSettings.of(ConfigFactory.load()),
              (_, _, _) -> {},
              clock.clocks(),
              new Tally())
          .open(
              new Arrival(
                  ECHO,
                  new RoomAddress("echo", "1"),
                  new Visitor("id", "", Map.of(), Map.of()),
                  InetAddress.getLoopbackAddress()),
              () -> {});
  private final NarrowPair pair = NarrowPair.open();
  private final SocketChannel client = pair.client();
  private final SocketChannel server = pair.server();
  private final Output output = new Output(server);

  @AfterEach
  void close() throws IOException {
    pair.close();
  }

  @Test
  void whatAnEmptySocketTakesIsNoSignOfLifeButWhatAFullOneTakesIs() throws IOException {
    conversation.send(frame("x".repeat(20_000_000)));
    assertThat(output.write(conversation)).as("it is taken").isEqualTo(Output.Result.MORE);
    clock.pass(PAUSE);
    Output.Result result = Output.Result.MORE;
    while (result != Output.Result.FULL) {
      result = output.write(conversation);
      assertThat(result).as("it is more than the kernel takes").isNotEqualTo(Output.Result.DRAINED);
    }
    assertThat(conversation.silence()).isEqualTo(PAUSE);

    ByteBuffer read = ByteBuffer.allocate(64 * 1024);
    while (!conversation.silence().isZero()) {
      client.read(read.clear());
      output.write(conversation);
    }
  }
}
