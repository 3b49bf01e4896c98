package carafe.load.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private final Handshake handshake = new Handshake();

  @Test
  void acceptsAsTheStandardShows() {
    assertThat(Handshake.accepted("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void findsTheFirstFrameBehindTheAnswer() throws Handshake.Refused {
    byte[] answer = bytes(answer(key()) + "frame");
    assertThat(handshake.feed(answer, 0, answer.length)).isEqualTo(answer.length - 5);
  }

  @Test
  void takesTheAnswerInPieces() throws Handshake.Refused {
    byte[] answer = bytes(answer(key()) + "F");
    for (int at = 0; at < answer.length - 2; at++) {
      assertThat(handshake.feed(answer, at, at + 1)).isEqualTo(-1);
    }
    assertThat(handshake.feed(answer, answer.length - 2, answer.length))
        .isEqualTo(answer.length - 1);
  }

  @Test
  void refusesAnythingElse() {
    refused("HTTP/1.1 503 Service Unavailable\r\n\r\n", "handshake: HTTP 503");
    refused("HTTP/1.1 200 OK\r\n\r\n", "handshake: HTTP 200");
    refused("SSH-2.0-something\r\n\r\n", "handshake: no HTTP");
    refused(answer("c29tZXRoaW5nIGVsc2U="), "Sec-WebSocket-Accept");
    refused("HTTP/1.1 101 Switching Protocols\r\n\r\n", "Sec-WebSocket-Accept");
    refused("x".repeat(2 * Handshake.ANSWER_BYTES_MAX), "without an end");
  }

  private static void refused(String answer, String why) {
    byte[] bytes = bytes(answer);
    assertThatThrownBy(() -> new Handshake().feed(bytes, 0, bytes.length))
        .isInstanceOf(Handshake.Refused.class)
        .hasMessageContaining(why);
  }

  private String key() {
    String request = new String(handshake.request("h:1", "/p?_pk=a"), StandardCharsets.US_ASCII);
    assertThat(request)
        .startsWith("GET /p?_pk=a HTTP/1.1\r\nHost: h:1\r\n")
        .endsWith("\r\nSec-WebSocket-Version: 13\r\n\r\n");
    Matcher key = Pattern.compile("Sec-WebSocket-Key: (.{24})\r\n").matcher(request);
    assertThat(key.find()).isTrue();
    return key.group(1);
  }

  private static String answer(String key) {
    return "HTTP/1.1 101 Switching Protocols\r\nsec-websocket-accept:  "
        + Handshake.accepted(key)
        + "\r\n\r\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
