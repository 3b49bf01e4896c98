package carafe.parties.connections;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.api.Json;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopTest {
  @Test
  void keepsTheLargest() {
    Top top = new Top(2);
    IntStream.of(3, 9, 1, 5).forEach(count -> top.add("room-" + count, count));
    assertThat(top.written().toString()).isEqualTo("{room-9=9, room-5=5}");
    assertThat(top.mayTake(4)).isFalse();
    assertThat(top.mayTake(5)).isTrue();
  }

  /** Characters that JSON writes as they are, with a backslash, in six bytes, in three, in four. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "\u0001", "\u65e5", "\ud83c\udf77"})
  void fitsIntoAResponseWhateverTheKeys(String character) {
    Top top = new Top(10_000);
    IntStream.range(0, 10_000).forEach(i -> top.add(character.repeat(100) + i, i));
    assertThat(Json.bytes(top.written()).size()).isLessThanOrEqualTo(Top.BYTES_MAX);
  }

  @Test
  void takesTenThousandOrdinaryRooms() {
    Top top = new Top(10_000);
    IntStream.range(0, 10_000).forEach(i -> top.add("chat/" + "0".repeat(36) + i, 1));
    assertThat(top.written()).hasSize(10_000);
  }

  @Test
  void showsNoSmallerCountInPlaceOfALargerOneWithALongKey() {
    Top top = new Top(10_000);
    top.add("large", 9);
    top.add("x".repeat(Top.BYTES_MAX - 50), 5);
    top.add("y".repeat(100), 5);
    assertThat(top.mayTake(4)).isFalse();
    top.add("short", 4);
    assertThat(top.written()).doesNotContainKey("short").containsKey("large");
  }
}
