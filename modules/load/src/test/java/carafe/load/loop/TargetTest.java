package carafe.load.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void aPathIsToldAsARequestCarriesIt() {
    assertThat(Target.of("ws://127.0.0.1:1").prefix()).isEmpty();
    assertThat(Target.of("ws://127.0.0.1:1/a%20b/").prefix()).isEqualTo("/a%20b");
    assertThat(Target.of("ws://127.0.0.1:1/k\u00e9ller").prefix()).isEqualTo("/k%C3%A9ller");
  }
}
