package carafe.rooms.transport;

import static carafe.rooms.transport.ConformanceCases.Case;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.testing.EchoServer;
import carafe.rooms.testing.TestClock;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The cases of the Autobahn test suite's sections 1 to 7, 9 and 10, by their numbers, against an
 * echo over each transport. Sizes end at 64 KiB, which is what a message may have here.
 */
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
  @Parameter TransportSettings.Kind kind;

  private EchoServer server;
  private int paths;

  @BeforeParameterizedClassInvocation
  void start() {
    server =
        new EchoServer(
            """
            carafe.rooms.http.transport = %s
            carafe.rooms.connection { messages-burst = 1000000, frames-burst = 1000000 }
            """
                .formatted(kind),
            new TestClock().clocks());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    server.close();
  }

  static Stream<Case> cases() {
    return ConformanceCases.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void case_(Case it) {
    try (SocketClient client = SocketClient.open(server.port(), "/" + ++paths)) {
      it.writes().forEach(client::send);
      for (String expected : it.answers()) {
        assertThat(client.read().toString()).isEqualTo(expected);
      }
      if (it.closedWith() == 0) {
        client.send(ClientFrame.close(1000, "bye"));
        assertThat(client.read().toString()).isEqualTo("close 1000");
        client.readEnd();
      } else {
        assertThat(client.read().toString()).startsWith("close " + it.closedWith());
      }
    }
  }

  /** 9.7 and 9.8: many messages, one after the other. */
  @ParameterizedTest
  @EnumSource
  void manyMessages(Size size) {
    String text = "*".repeat(size.bytes);
    String bytes = "00".repeat(size.bytes);
    try (SocketClient client = SocketClient.open(server.port(), "/" + ++paths)) {
      for (int i = 0; i < 200; i++) {
        client.send(ClientFrame.text(text));
        assertThat(client.read().payload()).isEqualTo("echo: " + text);
        client.send(ClientFrame.binary(new byte[size.bytes]));
        assertThat(client.read().payload()).isEqualTo("echo: " + ("bytes " + bytes));
      }
    }
  }

  enum Size {
    EMPTY(0),
    TINY(16),
    SMALL(256),
    MIDDLE(1024),
    LARGE(4096);

    private final int bytes;

    Size(int bytes) {
      this.bytes = bytes;
    }
  }

  /** 2.10 and 2.11: each is answered, in order. */
  @ParameterizedTest
  @EnumSource
  void manyPings(Cut cut) {
    try (SocketClient client = SocketClient.open(server.port(), "/" + ++paths)) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < 10; i++) {
        byte[] ping = ClientFrame.ping("payload-" + i).bytes();
        switch (cut) {
          case TOGETHER -> all.writeBytes(ping);
          case FRAMES -> client.send(ping);
          case BYTES -> {
            for (byte single : ping) {
              client.send(new byte[] {single});
            }
          }
        }
      }
      client.send(all.toByteArray());
      for (int i = 0; i < 10; i++) {
        assertThat(client.read().toString()).isEqualTo("pong payload-" + i);
      }
    }
  }

  enum Cut {
    TOGETHER,
    FRAMES,
    BYTES
  }
}
