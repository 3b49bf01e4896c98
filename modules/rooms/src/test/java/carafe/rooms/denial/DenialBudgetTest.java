package carafe.rooms.denial;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DenialBudgetTest {
  private long now;
  private final DenialBudget budget =
      new DenialBudget(new DenialSettings(3, Duration.ofSeconds(6), 10, 1000), () -> now);

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private int draws(String address) {
    int draws = 0;
    while (draws < 100 && budget.draw(address(address))) {
      draws++;
    }
    return draws;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void anAddressHasItsBudgetAndGainsOneBackAtATime() {
    assertThat(draws("203.0.113.7")).isEqualTo(3);
    pass(Duration.ofSeconds(5));
    assertThat(draws("203.0.113.7")).isZero();
    pass(Duration.ofSeconds(2));
    assertThat(draws("203.0.113.7")).isEqualTo(1);
    pass(Duration.ofHours(1));
    assertThat(draws("203.0.113.7")).as("never more than the whole").isEqualTo(3);
  }

  @Test
  void anotherAddressHasItsOwn() {
    draws("203.0.113.7");
    assertThat(draws("203.0.113.8")).isEqualTo(3);
  }

  @Test
  void theFirstHalfOfAnIpv6AddressIsOneAddress() {
    assertThat(draws("2001:db8:1:2::1")).isEqualTo(3);
    assertThat(draws("2001:db8:1:2:ffff::9")).isZero();
    assertThat(draws("2001:db8:1:3::1")).isEqualTo(3);
  }

  @Test
  void anIpv4AddressWrittenAsIpv6IsTheSame() {
    assertThat(draws("203.0.113.7")).isEqualTo(3);
    assertThat(draws("::ffff:203.0.113.7")).isZero();
  }

  @Test
  void overTheBoundTheOneNotHeardOfForLongestIsForgotten() {
    draws("203.0.113.1");
    draws("203.0.113.2");
    for (int i = 3; i <= 10; i++) {
      budget.draw(address("203.0.113." + i));
    }
    budget.draw(address("203.0.113.1"));
    budget.draw(address("203.0.113.11"));
    assertThat(draws("203.0.113.1")).as("heard of since").isZero();
    assertThat(draws("203.0.113.2")).as("forgotten").isEqualTo(3);
  }
}
