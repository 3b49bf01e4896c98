package carafe.rooms.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys stand in the order of their UTF-8 bytes. */
final class KeyOrderTest {
  /** Every 61st code point, and those around each edge. */
  private static final List<String> TEXTS =
      IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
          .filter(
              c ->
                  c % 61 == 0
                      || IntStream.of(0x80, 0x800, 0xD800, 0xE000, 0x10000, 0x110000)
                          .anyMatch(edge -> Math.abs(c - edge) < 3))
          .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
          .mapToObj(Character::toString)
          .toList();

  @Test
  void codePointsStandAsTheirBytesDo() {
    for (int i = 1; i < TEXTS.size(); i++) {
      String low = TEXTS.get(i - 1);
      String high = TEXTS.get(i);

      assertThat(byBytes(low, high)).isNegative();
      assertThat(KeyOrder.KEYS.compare(low, high)).isNegative();
      assertThat(KeyOrder.KEYS.compare(high, low)).isPositive();
      assertThat(KeyOrder.KEYS.compare("a" + high, "a" + low + "x")).isPositive();
      assertThat(KeyOrder.KEYS.compare(high, high + low)).isNegative();
      assertThat(KeyOrder.KEYS.compare(high, high)).isZero();
    }
  }

  @Test
  void aboveAPrefixIsAboveAllThatBeginsWithIt() {
    for (int i = 0; i < TEXTS.size() - 1; i++) {
      String prefix = "a" + TEXTS.get(i);
      String above = KeyOrder.above(prefix).orElseThrow();

      assertThat(KeyOrder.KEYS.compare(prefix + "\udbff\udfff", above)).isNegative();
      assertThat(KeyOrder.KEYS.compare("a" + TEXTS.get(i + 1), above)).isNotNegative();
    }
    assertThat(KeyOrder.above("")).isEmpty();
    assertThat(KeyOrder.above("a\udbff\udfff")).contains("a\udc00");
  }

  @Test
  void sizesAreThoseInUtf8() {
    assertThat(TEXTS)
        .allSatisfy(
            text ->
                assertThat(Sizes.utf8("a" + text)).isEqualTo(("a" + text).getBytes(UTF_8).length));
  }

  private static int byBytes(String one, String other) {
    return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
