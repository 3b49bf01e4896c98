package carafe.rooms.transport.direct;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * What a connection is told that is one too many, or asks too much, before HTTP has its request.
 */
enum Refusal {
  CONNECTIONS(
      "503 Service Unavailable",
      "Retry-After: 5\r\n",
      "UNAVAILABLE",
      "This server takes no more connections now."),
  HEADS(
      "503 Service Unavailable",
      "Retry-After: 5\r\n",
      "UNAVAILABLE",
      "Too many requests arrive in pieces now."),
  HEAD_TOO_LARGE(
      "431 Request Header Fields Too Large",
      "",
      "BAD_REQUEST",
      "The head of the request is too large.");

  private final String answer;

  Refusal(String status, String headers, String code, String message) {
    String body =
        "{\"type\":\"error\",\"code\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
    this.answer =
        "HTTP/1.1 "
            + status
            + "\r\nConnection: close\r\n"
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
  }

  /** Refused, with a while to read why. */
  static Phase lingering(Socket socket, Bounds bounds) throws IOException {
    CONNECTIONS.write(socket.channel);
    return Lingering.withoutOutput(socket, bounds);
  }

  /** Refused, and closed at once: no loop takes it in. */
  static void turnAway(SocketChannel channel, Runnable whenGone) {
    try (channel) {
      CONNECTIONS.write(channel);
    } catch (IOException | RuntimeException e) {
      // It is gone: so it shall be.
    } finally {
      whenGone.run();
    }
  }

  /** As far as the socket takes it at once, which one does that was told nothing before. */
  void write(SocketChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap(answer.getBytes(US_ASCII)));
  }
}
