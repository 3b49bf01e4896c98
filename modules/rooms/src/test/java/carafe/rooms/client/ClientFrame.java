package carafe.rooms.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ThreadLocalRandom;

/** One frame as a client sends it, right or wrong in every way there is. */
public final class ClientFrame {
  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private final int opcode;
  private final byte[] payload;
  private int topBits = 0x80;
  private boolean masked = true;
  private int lengthBytes = -1;
  private long length;

  private ClientFrame(int opcode, byte[] payload) {
    this.opcode = opcode;
    this.payload = payload;
    this.length = payload.length;
  }

  public static ClientFrame of(int opcode, byte[] payload) {
    return new ClientFrame(opcode, payload);
  }

  public static ClientFrame of(int opcode, String payload) {
    return new ClientFrame(opcode, payload.getBytes(UTF_8));
  }

  public static ClientFrame text(String text) {
    return of(TEXT, text);
  }

  public static ClientFrame binary(byte... bytes) {
    return of(BINARY, bytes);
  }

  public static ClientFrame ping(String payload) {
    return of(PING, payload);
  }

  public static ClientFrame pong(String payload) {
    return of(PONG, payload);
  }

  /** A close frame without a code. */
  public static ClientFrame close() {
    return of(CLOSE, new byte[0]);
  }

  public static ClientFrame close(int code, String reason) {
    return close(code, reason.getBytes(UTF_8));
  }

  public static ClientFrame close(int code, byte[] reason) {
    byte[] payload = new byte[2 + reason.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(reason, 0, payload, 2, reason.length);
    return of(CLOSE, payload);
  }

  /** Not the last frame of its message. */
  public ClientFrame unfinished() {
    topBits &= ~0x80;
    return this;
  }

  /** With these of the three reserved bits (0x40, 0x20, 0x10). */
  public ClientFrame reserved(int bits) {
    topBits |= bits;
    return this;
  }

  public ClientFrame unmasked() {
    masked = false;
    return this;
  }

  /** Writes the length in the form of 0, 2 or 8 further bytes, fitting or not. */
  public ClientFrame lengthIn(int bytes) {
    lengthBytes = bytes;
    return this;
  }

  /** Announces a length that is not the payload's. */
  public ClientFrame announcing(long otherLength) {
    length = otherLength;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
    out.write(topBits | opcode);
    int mask = masked ? 0x80 : 0;
    int form = lengthBytes >= 0 ? lengthBytes : length < 126 ? 0 : length < 65536 ? 2 : 8;
    out.write(mask | (form == 0 ? (int) length : form == 2 ? 126 : 127));
    for (int shift = 8 * (form - 1); shift >= 0; shift -= 8) {
      out.write((int) (length >>> shift));
    }
    if (!masked) {
      out.writeBytes(payload);
      return out.toByteArray();
    }
    byte[] key = new byte[4];
    ThreadLocalRandom.current().nextBytes(key);
    out.writeBytes(key);
    for (int i = 0; i < payload.length; i++) {
      out.write(payload[i] ^ key[i % 4]);
    }
    return out.toByteArray();
  }

  /** The bytes of all of them, one after the other. */
  public static byte[] bytes(ClientFrame... frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ClientFrame frame : frames) {
      out.writeBytes(frame.bytes());
    }
    return out.toByteArray();
  }
}
