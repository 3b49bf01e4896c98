package carafe.rooms.transport.direct;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a client is told whose handshake is accepted (RFC 6455, 4.2.2). */
final class Acceptance {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final String HEAD =
      String.join(
          "\r\n",
          "HTTP/1.1 101 Switching Protocols",
          "Upgrade: websocket",
          "Connection: upgrade",
          "Sec-WebSocket-Accept: ");

  private Acceptance() {}

  /**
   * All of the answer; no subprotocol and no extension are chosen.
   *
   * @param key the client's, as it sent it
   */
  static ByteBuffer of(String key) {
    return ByteBuffer.wrap((HEAD + proof(key) + "\r\n\r\n").getBytes(US_ASCII));
  }

  /** That the handshake was read. */
  private static String proof(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + GUID).getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
