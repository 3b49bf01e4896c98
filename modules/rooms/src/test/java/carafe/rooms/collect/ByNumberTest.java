package carafe.rooms.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ByNumberTest {
  private final ByNumber<String> things = new ByNumber<>();

  @Test
  void isInTheOrderOfNumbersWhoeverComesFirst() {
    assertThat(things.put(4, "d")).isNull();
    assertThat(things.put(1, "a")).isNull();
    assertThat(things.put(9, "i")).isNull();
    assertThat(things.put(4, "D")).isEqualTo("d");

    assertThat(things).containsExactly("a", "D", "i");
    assertThat(things.get(4)).isEqualTo("D");
    assertThat(things.get(5)).isNull();
    assertThat(things.remove(5)).isNull();
    assertThat(things.remove(1)).isEqualTo("a");
    assertThat(things).containsExactly("D", "i");
    things.clear();
    assertThat(things).isEmpty();
    assertThat(things.get(9)).isNull();
  }

  @Test
  void thereIsNothingBehindTheLast() {
    things.put(1, "a");
    Iterator<String> all = things.iterator();
    all.next();
    assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void severalMayGoTogether() {
    for (int number = 1; number <= 9; number++) {
      things.put(number, "thing " + number);
    }
    assertThat(things.removeIf(thing -> thing.endsWith("0"))).isFalse();
    assertThat(things.removeIf(thing -> Integer.parseInt(thing.substring(6)) % 3 != 0)).isTrue();
    assertThat(things).containsExactly("thing 3", "thing 6", "thing 9");
    assertThat(things.get(6)).isEqualTo("thing 6");
    assertThat(things.get(4)).isNull();
    things.put(10, "thing 10");
    assertThat(things).hasSize(4);
    assertThat(things.removeIf(_ -> true)).isTrue();
    assertThat(things).isEmpty();
  }

  @Test
  void doesWhatAMapDoes() {
    TreeMap<Integer, String> map = new TreeMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      int number = random.nextInt(200);
      if (random.nextInt(3) == 0) {
        assertThat(things.remove(number)).isEqualTo(map.remove(number));
      } else {
        String thing = "thing " + i;
        assertThat(things.put(number, thing)).isEqualTo(map.put(number, thing));
      }
      assertThat(things).hasSameSizeAs(map.values());
    }
    assertThat(things).containsExactlyElementsOf(map.values());
  }
}
