package carafe.load.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links against a server that a test writes byte by byte. */
class LinkTest {
  private final Heard heard = new Heard();
  private final Loop loop = new Loop("loop", _ -> {}).start();
  private ServerSocket server = new ServerSocket();
  private Link link = new Link(loop, Target.of("ws://127.0.0.1:1"), "/", heard);

  LinkTest() throws IOException {}

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void end() throws IOException {
    loop.close();
    server.close();
  }

  @Test
  void opensHearsAndSays() throws Exception {
    try (Socket socket = accepted()) {
      socket.getOutputStream().write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
      assertThat(heard.next()).isEqualTo("heard hi");
      loop.execute(() -> link.say("yo".getBytes(StandardCharsets.UTF_8)));
      byte[] frame = socket.getInputStream().readNBytes(8);
      assertThat(frame[0]).isEqualTo((byte) 0x81);
      assertThat((char) (frame[6] ^ frame[2])).isEqualTo('y');
    }
    assertThat(heard.next()).isEqualTo("lost: ended without a close frame");
  }

  @Test
  void hearsFramesThatComeWithTheHandshake() throws Exception {
    try (Socket socket = answered("\u0081\u0001x\u0088\u0002\u0003\u00f5")) {
      assertThat(heard.next()).isEqualTo("opened");
      assertThat(heard.next()).isEqualTo("heard x");
      assertThat(heard.next()).isEqualTo("closed 1013");
      assertThat(socket.getInputStream().readNBytes(8)[0]).isEqualTo((byte) 0x88);
    }
  }

  @Test
  void answersPings() throws Exception {
    try (Socket socket = accepted()) {
      socket.getOutputStream().write(new byte[] {(byte) 0x89, 1, 'p'});
      byte[] pong = socket.getInputStream().readNBytes(7);
      assertThat(pong[0]).isEqualTo((byte) 0x8A);
      assertThat((char) (pong[6] ^ pong[2])).isEqualTo('p');
    }
  }

  @Test
  void sayingGoodByeIsNoLoss() throws Exception {
    try (Socket socket = accepted()) {
      loop.execute(() -> link.leave());
      assertThat(socket.getInputStream().readNBytes(8)[0]).isEqualTo((byte) 0x88);
      socket.getOutputStream().write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8});
      socket.shutdownOutput();
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(heard.nothing()).isTrue();
    assertThat(loop.links()).isZero();
  }

  @Test
  void tellsBrokenFrames() throws Exception {
    try (Socket socket = accepted()) {
      socket.getOutputStream().write(new byte[] {(byte) 0xF1, 0});
      assertThat(heard.next()).isEqualTo("broken frame: a reserved bit is set");
    }
  }

  @Test
  void tellsRefusals() throws Exception {
    dial();
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.1 503 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(heard.next()).isEqualTo("handshake: HTTP 503");
    }
    dial();
    server.accept().close();
    assertThat(heard.next()).matches("handshake: no answer|lost: .*");
    server.close();
    dial();
    assertThat(heard.next()).isEqualTo("connect: Connection refused");
    assertThat(loop.links()).isZero();
  }

  @Test
  void saysMoreThanASocketTakesAtOnce() throws Exception {
    try (Socket socket = accepted()) {
      byte[] large = "z".repeat(900_000).getBytes(StandardCharsets.UTF_8);
      loop.execute(() -> link.say(large));
      assertThat(socket.getInputStream().readNBytes(900_014)).hasSize(900_014);
      loop.execute(() -> link.say("next".getBytes(StandardCharsets.UTF_8)));
      assertThat(socket.getInputStream().readNBytes(10)[0]).isEqualTo((byte) 0x81);
    }
  }

  private Socket accepted() throws Exception {
    Socket socket = answered("");
    assertThat(heard.next()).isEqualTo("opened");
    return socket;
  }

  /** Shakes hands and sends more in the same segment. */
  private Socket answered(String more) throws Exception {
    dial();
    Socket socket = server.accept();
    Peer.shakeHands(socket, more);
    return socket;
  }

  private void dial() {
    Dialer dialer = new Dialer(Target.of("ws://127.0.0.1:" + server.getLocalPort()), Trust.usual());
    loop.execute(() -> link = dialer.dial(loop, "/parties/main/1", heard));
  }
}
