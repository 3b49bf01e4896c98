package carafe.rooms.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {
  /** All beginnings, of one to three bytes, of what encodes a character. */
  private static final BitSet[] BEGINNINGS = beginnings();

  private static BitSet[] beginnings() {
    BitSet[] sets = {new BitSet(), new BitSet(), new BitSet(), new BitSet()};
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        continue;
      }
      byte[] encoded = Character.toString(c).getBytes(UTF_8);
      int value = 0;
      for (int i = 0; i < Math.min(3, encoded.length); i++) {
        value = (value << 8) | (encoded[i] & 0xFF);
        sets[i + 1].set(value);
      }
    }
    return sets;
  }

  @Test
  void takesExactlyTheBeginningsOfCharacters() {
    int[] taken = new int[4];
    extend(new byte[3], 0, 0, taken);
    for (int length = 1; length <= 3; length++) {
      assertThat(taken[length]).isEqualTo(BEGINNINGS[length].cardinality());
    }
  }

  /** Tries every next byte after one that leaves a character incomplete. */
  private static void extend(byte[] bytes, int length, int value, int[] taken) {
    for (int next = 0; next < 256; next++) {
      bytes[length] = (byte) next;
      int longer = (value << 8) | next;
      Utf8Check check = new Utf8Check();
      boolean accepted = check.accepts(bytes, 0, length + 1);
      if (accepted != BEGINNINGS[length + 1].get(longer)) {
        fail("bytes %x: accepted is %s", longer, accepted);
      }
      if (accepted) {
        taken[length + 1]++;
        if (!check.isWhole() && length < 2) {
          extend(bytes, length + 1, longer, taken);
        }
      }
    }
  }

  @Test
  void agreesWithTheDecoderOfTheJdkHoweverTheTextIsCut() {
    Random random = new Random(2);
    int valid = 0;
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = almostUtf8(random);
      boolean expected = decodes(bytes);
      valid += expected ? 1 : 0;

      Utf8Check whole = new Utf8Check();
      boolean wholeValid = whole.accepts(bytes, 0, bytes.length) && whole.isWhole();
      Utf8Check cut = new Utf8Check();
      boolean cutValid = true;
      for (int at = 0; at < bytes.length && cutValid; ) {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
        cutValid = cut.accepts(bytes, at, end);
        at = end;
      }
      cutValid = cutValid && cut.isWhole();

      assertThat(wholeValid).isEqualTo(expected);
      assertThat(cutValid).isEqualTo(expected);
    }
    assertThat(valid).isBetween(10_000, 45_000);
  }

  private static byte[] almostUtf8(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(30);
    for (int i = 0; i < length; i++) {
      int ascii = 'a' + random.nextInt(26);
      text.appendCodePoint(
          switch (random.nextInt(6)) {
            case 0 -> 0x80 + random.nextInt(0x700);
            case 1 -> 0x800 + random.nextInt(0xD000);
            case 2 -> 0x10000 + random.nextInt(0x100000);
            default -> ascii;
          });
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    if (bytes.length > 0 && random.nextInt(2) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static boolean decodes(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
