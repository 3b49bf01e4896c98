package carafe.rooms.transport.direct;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** What a connection is told that is one too many, without a look at what it asks. */
final class Refusal {
  private static final String BODY =
      "{\"type\":\"error\",\"code\":\"UNAVAILABLE\","
          + "\"message\":\"This server takes no more connections now.\"}";

  private static final byte[] ANSWER =
      ("HTTP/1.1 503 Service Unavailable\r\n"
              + "Connection: close\r\n"
              + "Retry-After: 5\r\n"
              + "Content-Type: application/json\r\n"
              + "Content-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY)
          .getBytes(US_ASCII);

  private Refusal() {}

  /** Refused, with a while to read why. */
  static Phase lingering(Socket socket, Bounds bounds) throws IOException {
    write(socket.channel);
    return Lingering.withoutOutput(socket, bounds);
  }

  /** Refused, and closed at once: no loop takes it in. */
  static void turnAway(SocketChannel channel, Runnable whenGone) {
    try (channel) {
      write(channel);
    } catch (IOException | RuntimeException e) {
      // It is gone: so it shall be.
    } finally {
      whenGone.run();
    }
  }

  /** As far as the socket takes it at once, which a new one does. */
  private static void write(SocketChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap(ANSWER));
  }
}
