package carafe.rooms.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Takes the client's mask off a payload, eight bytes at a time. */
final class Mask {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Mask() {}

  /**
   * Unmasks {@code bytes[from, to)} in place.
   *
   * @param key the mask, its first byte on top
   * @param position how much of the payload came before
   */
  static void remove(int key, long position, byte[] bytes, int from, int to) {
    int turned = Integer.rotateLeft(key, (int) (position & 3) << 3);
    long wide = ((long) turned << 32) | (turned & 0xFFFF_FFFFL);
    int at = from;
    for (; at + 8 <= to; at += 8) {
      LONGS.set(bytes, at, (long) LONGS.get(bytes, at) ^ wide);
    }
    for (int shift = 56; at < to; at++, shift -= 8) {
      bytes[at] ^= (byte) (wide >>> shift);
    }
  }
}
