package carafe.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final Parts parts = new Parts();
  private final List<String> closed = new ArrayList<>();

  @Test
  void theLastOneIsClosedFirst() {
    parts.add(() -> closed.add("database"));
    parts.add(() -> closed.add("node"));

    assertThat(parts.close()).isTrue();
    assertThat(closed).containsExactly("node", "database");
  }

  /** Such as a class that is missing because the jar was replaced meanwhile. */
  @Test
  void oneThatCannotBeClosedDoesNotSpareTheOthers() {
    parts.add(() -> closed.add("database"));
    parts.add(
        () -> {
          throw new NoClassDefFoundError("a class that this test misses");
        });
    parts.add(
        () -> {
          throw new IllegalStateException("on purpose");
        });

    assertThat(parts.close()).isFalse();
    assertThat(closed).containsExactly("database");
  }
}
