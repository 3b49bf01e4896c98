package carafe.rooms.frame;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** Encodes frames as a server sends them: whole, unmasked, with the shortest length. */
public final class Frames {
  /** Most bytes a control frame carries. */
  static final int CONTROL_BYTES_MAX = 125;

  private static final int REASON_BYTES_MAX = CONTROL_BYTES_MAX - 2;
  private static final int FINAL = 0x80;

  /** In place of a length: it follows in two bytes, or (127) in eight. */
  static final int LENGTH_16 = 126;

  private static final int LENGTH_64 = 127;

  private Frames() {}

  /** A text message that nothing may replace. */
  public static Frame text(byte[] utf8) {
    return new Frame(encode(Opcode.TEXT, utf8), Optional.empty());
  }

  /** A text message that a newer one of the same name replaces while it waits. */
  public static Frame text(byte[] utf8, String conflation) {
    return new Frame(encode(Opcode.TEXT, utf8), Optional.of(conflation));
  }

  public static Frame binary(byte[] bytes) {
    return new Frame(encode(Opcode.BINARY, bytes), Optional.empty());
  }

  /** A ping with at most 125 bytes. */
  public static Frame ping(byte[] payload) {
    return control(Opcode.PING, payload);
  }

  /** A pong with at most 125 bytes, those of the ping it answers. */
  public static Frame pong(byte[] payload) {
    return control(Opcode.PONG, payload);
  }

  /**
   * A close frame.
   *
   * @param code one that {@linkplain CloseCodes#mayTravel may travel}, or 1005 for a frame without
   * @param reason cut to 123 bytes, between two characters
   */
  public static Frame close(int code, String reason) {
    if (code == CloseCodes.NONE) {
      return control(Opcode.CLOSE, new byte[0]);
    }
    if (!CloseCodes.mayTravel(code)) {
      throw new IllegalArgumentException("a close frame cannot carry code " + code);
    }
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = cut(text, REASON_BYTES_MAX);
    byte[] payload = new byte[2 + length];
    payload[0] = (byte) (code >>> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, length);
    return control(Opcode.CLOSE, payload);
  }

  /** A reason as a close frame would carry it: cut to 123 bytes, between two characters. */
  public static String reason(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return new String(utf8, 0, cut(utf8, REASON_BYTES_MAX), StandardCharsets.UTF_8);
  }

  /** Whether a frame from here is a text message; otherwise it is binary. */
  public static boolean isText(Frame frame) {
    return (frame.wire().apply(0) & 0x0F) == Opcode.TEXT;
  }

  /** What a frame from here carries, its bytes shared. */
  public static ByteString payload(Frame frame) {
    return switch (frame.wire().apply(1)) {
      case LENGTH_16 -> frame.wire().drop(4);
      case LENGTH_64 -> frame.wire().drop(10);
      default -> frame.wire().drop(2);
    };
  }

  /** How many of the bytes are whole characters within the bound. */
  private static int cut(byte[] utf8, int bytesMax) {
    if (utf8.length <= bytesMax) {
      return utf8.length;
    }
    int end = bytesMax;
    while ((utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }

  private static Frame control(int opcode, byte[] payload) {
    if (payload.length > CONTROL_BYTES_MAX) {
      throw new IllegalArgumentException("a control frame cannot carry " + payload.length);
    }
    return new Frame(encode(opcode, payload), Optional.empty());
  }

  private static ByteString encode(int opcode, byte[] payload) {
    int length = payload.length;
    int header = length < LENGTH_16 ? 2 : length <= 0xFFFF ? 4 : 10;
    byte[] wire = new byte[header + length];
    wire[0] = (byte) (FINAL | opcode);
    switch (header) {
      case 2 -> wire[1] = (byte) length;
      case 4 -> {
        wire[1] = LENGTH_16;
        putLength(wire, 2, 4, length);
      }
      default -> {
        wire[1] = LENGTH_64;
        putLength(wire, 6, 10, length);
      }
    }
    System.arraycopy(payload, 0, wire, header, length);
    return ByteString.fromArrayUnsafe(wire);
  }

  /** Writes the length into {@code wire[from, to)}, highest byte first. */
  private static void putLength(byte[] wire, int from, int to, int length) {
    for (int at = to - 1, rest = length; at >= from; at--, rest >>>= 8) {
      wire[at] = (byte) rest;
    }
  }
}
