package carafe.load.loop;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.load.frame.Handshake;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A server's part of the handshake, written by a test. */
final class Peer {
  private Peer() {}

  /** Reads a request, answers it, and sends more in the same segment. */
  static void shakeHands(Socket socket, String more) throws IOException, NoSuchAlgorithmException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) socket.getInputStream().read());
    }
    String key = request.toString().replaceFirst("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
    byte[] hash =
        MessageDigest.getInstance("SHA-1")
            .digest(
                (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(hash)
            + "\r\n\r\n"
            + more;
    assertThat(answer.length()).isLessThan(Handshake.ANSWER_BYTES_MAX);
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }
}
