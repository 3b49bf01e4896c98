package carafe.server.cluster.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeAddressTest {
  @Test
  void ipv6IsTheSameNodeInBracketsAndWithout() {
    NodeAddress inBrackets = new NodeAddress("[2001:db8::1]", 7355, 3);

    assertThat(inBrackets).isEqualTo(new NodeAddress("2001:db8::1", 7355, 3));
    assertThat(inBrackets.display()).isEqualTo("[2001:db8::1]:7355");
    assertThat(new NodeAddress("10.0.0.1", 7355, 3).display()).isEqualTo("10.0.0.1:7355");
  }
}
