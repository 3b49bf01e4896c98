package carafe.it.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Web;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the programs themselves say of the configurations that are shipped. */
class ConfigurationsIT {
  private static final String SECRET = "/parties/host/HOST-of-the-log?_pk=of-the-log";

  @Test
  void haProxyHasNothingToSayAgainstOurs() {
    assertThat(HaProxy.check()).doesNotContainIgnoringCase("warning").contains("valid");
  }

  @Test
  void nginxHasNothingToSayAgainstOurs() {
    assertThat(Nginx.check()).doesNotContainIgnoringCase("[warn]").contains("test is successful");
  }

  @Test
  void withoutNodesHaProxySaysSoAndItsLogHoldsNoAddresses() {
    try (HaProxy balancer = HaProxy.before(List.of())) {
      assertThat(Web.get(balancer.address().http(SECRET)).status()).isEqualTo(503);
      assertThat(Web.get(balancer.address().http("/balancer")).status()).isEqualTo(200);
      balancer.awaitUp(); // nobody
      balancer.awaitLog(" 503 ");
      assertThat(balancer.log()).doesNotContain("of-the-log");
    }
  }

  @Test
  void withoutNodesNginxSaysSoAndItsLogHoldsNoAddresses() {
    try (Nginx balancer = Nginx.before(List.of("127.0.0.1:1", "127.0.0.1:1", "127.0.0.1:1"))) {
      assertThat(Web.get(balancer.address().http(SECRET)).status()).isEqualTo(502);
      balancer.awaitLog(" 502 ");
      assertThat(balancer.log()).doesNotContain("of-the-log");
    }
  }
}
