package carafe.it.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.chaos.check.Journal.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static Entry entry(String room, long number, String writer) {
    return new Entry(room, number, writer);
  }

  @Test
  void oneLineEach() {
    assertThat(
            Journal.check(
                List.of(
                    entry("a", 1, "x"),
                    entry("a", 2, "x"),
                    entry("a", 3, "y"),
                    entry("b", 1, "x"))))
        .isEmpty();
  }

  @Test
  void aGap() {
    assertThat(Journal.check(List.of(entry("a", 1, "x"), entry("a", 3, "x"))))
        .singleElement()
        .returns("number 3", Violation::who);
  }

  @Test
  void aMissingBeginning() {
    assertThat(Journal.check(List.of(entry("a", 1, "x"), entry("b", 2, "y")))).hasSize(1);
  }

  @Test
  void aWriterWhoComesBack() {
    assertThat(Journal.check(List.of(entry("a", 1, "x"), entry("a", 2, "y"), entry("a", 3, "x"))))
        .singleElement()
        .returns("number 3", Violation::who);
  }
}
