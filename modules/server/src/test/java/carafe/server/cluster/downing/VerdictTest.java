package carafe.server.cluster.downing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

/** Of three nodes A, B and C, as A sees them. */
class VerdictTest {
  private static final UniqueAddress B = node("b");
  private static final UniqueAddress C = node("c");

  @Test
  void itStandsWhileTheSplitIsTheSame() {
    assertThat(new Verdict(Set.of(C), Set.of(C)).standsWhen(Set.of(node("c")))).isTrue();
  }

  /** A and B were two of three when they gave up C; A alone is one of three. */
  @Test
  void itFallsWhenOneMoreIsLost() {
    assertThat(new Verdict(Set.of(C), Set.of(C)).standsWhen(Set.of(B, C))).isFalse();
  }

  @Test
  void itFallsWhenSomebodyIsHeardAgain() {
    Verdict both = new Verdict(Set.of(B, C), Set.of(B, C));
    assertThat(both.standsWhen(Set.of(C))).isFalse();
    assertThat(both.standsWhen(Set.of())).isFalse();
  }

  private static UniqueAddress node(String host) {
    return UniqueAddress.apply(Address.apply("pekko", "carafe", host, 7355), 1L);
  }
}
