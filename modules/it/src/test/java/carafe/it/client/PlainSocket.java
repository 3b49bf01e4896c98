package carafe.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;

/**
 * A WebSocket that costs little more than its descriptor, for tests that need ten thousand: reads
 * block, so each one wants a virtual thread of its own.
 */
public final class PlainSocket implements AutoCloseable {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  /** Two line ends. */
  private static final int END_OF_HEAD = 0x0d0a0d0a;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  private PlainSocket(Address server, String path, int hangMs) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(hangMs);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), hangMs);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
    send(
        ("GET "
                + path
                + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Connection: Upgrade\r\n"
                + "Upgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(UTF_8));
    String head = head(in);
    if (!head.startsWith("HTTP/1.1 101 ")) {
      socket.close();
      throw new IOException("no WebSocket: " + head);
    }
  }

  /**
   * @param hangMs after which anything that is waited for fails
   */
  public static PlainSocket open(Address server, String path, int hangMs) throws IOException {
    return new PlainSocket(server, path, hangMs);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int newest = 0; newest != END_OF_HEAD; ) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("it ended in the midst of: " + head.toString(UTF_8));
      }
      head.write(next);
      newest = (newest << 8) | next;
    }
    return head.toString(UTF_8);
  }

  /** A text of at most 125 bytes. */
  public void say(String text) throws IOException {
    send(frame(TEXT, text.getBytes(UTF_8)));
  }

  /** The next text, or {@code close <code>} when the server closes; its pings are answered. */
  public String next() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
      switch (opcode) {
        case TEXT -> {
          return new String(payload, UTF_8);
        }
        case CLOSE -> {
          send(frame(CLOSE, payload));
          return "close " + (((payload[0] & 0xff) << 8) | (payload[1] & 0xff));
        }
        case PING -> send(frame(PING + 1, payload));
        default ->
            throw new IOException("opcode " + opcode + ": " + HexFormat.of().formatHex(payload));
      }
    }
  }

  /** Masked with zeros: what is sent stays as it is. */
  private static byte[] frame(int opcode, byte[] payload) {
    if (payload.length > 125) {
      throw new IllegalArgumentException("too long for a plain socket");
    }
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) (0x80 | opcode);
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }

  private void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Without a word. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
