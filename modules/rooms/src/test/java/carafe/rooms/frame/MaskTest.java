package carafe.rooms.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskTest {
  @Test
  void removesTheMaskByteByByteFromAnyPositionAndNothingElse() {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);
      int key = random.nextInt();
      long position = random.nextLong(1L << 40);
      byte[] expected = bytes.clone();
      for (int i = from; i < to; i++) {
        int keyByte = (int) ((position + i - from) % 4);
        expected[i] ^= (byte) (key >>> (24 - 8 * keyByte));
      }

      Mask.remove(key, position, bytes, from, to);

      assertThat(bytes).isEqualTo(expected);
    }
  }
}
