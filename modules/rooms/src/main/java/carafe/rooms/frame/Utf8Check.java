package carafe.rooms.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells the first byte that cannot be UTF-8, however the text is cut into pieces. Overlong forms,
 * surrogates and what lies beyond U+10FFFF are refused as soon as they show (Unicode, table 3-7).
 */
final class Utf8Check {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** Continuation bytes that the character begun still needs. */
  private int missing;

  /** Between which the next continuation byte must lie. */
  private int lowest = 0x80;

  private int highest = 0xBF;

  /** Reads on; false when {@code bytes[from, to)} cannot follow what was read. */
  boolean accepts(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (missing == 0) {
        while (at + 8 <= to && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
          at += 8;
        }
        if (at == to) {
          return true;
        }
      }
      int next = bytes[at++] & 0xFF;
      if (!(missing == 0 ? begins(next) : continues(next))) {
        return false;
      }
    }
    return true;
  }

  /** Whether no character is left half read. */
  boolean isWhole() {
    return missing == 0;
  }

  private boolean begins(int lead) {
    if (lead < 0x80) {
      return true;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return false;
    }
    missing = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return true;
  }

  private boolean continues(int next) {
    if (next < lowest || next > highest) {
      return false;
    }
    missing--;
    lowest = 0x80;
    highest = 0xBF;
    return true;
  }
}
