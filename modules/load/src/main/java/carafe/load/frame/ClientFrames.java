package carafe.load.frame;

import java.util.concurrent.ThreadLocalRandom;

/** Frames as a client must send them: masked, each with a mask of its own. */
public final class ClientFrames {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PONG = 10;
  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;

  private ClientFrames() {}

  public static byte[] text(byte[] utf8) {
    return frame(TEXT, utf8, ThreadLocalRandom.current().nextInt());
  }

  public static byte[] pong(byte[] payload) {
    return frame(PONG, payload, ThreadLocalRandom.current().nextInt());
  }

  public static byte[] close(int code) {
    return frame(
        CLOSE, new byte[] {(byte) (code >> 8), (byte) code}, ThreadLocalRandom.current().nextInt());
  }

  static byte[] frame(int opcode, byte[] payload, int mask) {
    int length = payload.length;
    int lengthBytes = length < 126 ? 0 : length < 1 << 16 ? 2 : 8;
    byte[] frame = new byte[2 + lengthBytes + 4 + length];
    frame[0] = (byte) (LAST | opcode);
    frame[1] = (byte) (MASKED | (lengthBytes == 0 ? length : lengthBytes == 2 ? 126 : 127));
    int at = 2;
    for (int i = lengthBytes - 1; i >= 0; i--) {
      frame[at++] = (byte) ((long) length >> (8 * i));
    }
    for (int i = 3; i >= 0; i--) {
      frame[at++] = (byte) (mask >> (8 * i));
    }
    for (int i = 0; i < length; i++) {
      frame[at + i] = (byte) (payload[i] ^ mask >> (8 * (3 - (i & 3))));
    }
    return frame;
  }
}
