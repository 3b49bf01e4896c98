package carafe.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import carafe.server.settings.DatabaseLogin;
import carafe.server.settings.Settings;
import carafe.server.settings.SettingsLoader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where others reach a node, as its settings and its database say. */
class ClusterAddressTest {
  private static final DatabaseLogin HERE =
      new DatabaseLogin("jdbc:postgresql://127.0.0.1:5432/carafe", "", "");

  @Test
  void byDefaultItIsTheAddressByWhichTheDatabaseIsReached() {
    ClusterAddress address = ClusterAddress.of(settings(Map.of()), HERE);

    assertThat(address.host()).isEqualTo("127.0.0.1");
    assertThat(address.port()).isZero();
    assertThat(address.bind().host()).isEqualTo("127.0.0.1");
    assertThat(address.bind().port()).isZero();
  }

  @Test
  void theFirstOfSeveralDatabaseHostsCounts() {
    DatabaseLogin several =
        new DatabaseLogin("jdbc:postgresql://127.0.0.1,192.0.2.1:5433/carafe?ssl=false", "", "");

    assertThat(ClusterAddress.of(settings(Map.of()), several).host()).isEqualTo("127.0.0.1");
  }

  @Test
  void whatIsAdvertisedNeedNotBeOfThisMachine() {
    ClusterAddress address =
        ClusterAddress.of(
            settings(
                Map.of(
                    "CARAFE_CLUSTER_HOST", "203.0.113.7",
                    "CARAFE_CLUSTER_PORT", "17355",
                    "CARAFE_CLUSTER_BIND_HOST", "127.0.0.1",
                    "CARAFE_CLUSTER_BIND_PORT", "0")),
            HERE);

    assertThat(address.host()).isEqualTo("203.0.113.7");
    assertThat(address.port()).isEqualTo(17355);
    assertThat(address.bind().host()).isEqualTo("127.0.0.1");
    assertThat(address.bind().port()).isZero();
  }

  @Test
  void ipv6IsWrittenWithBracketsForPekkoOnly() {
    ClusterAddress address =
        ClusterAddress.of(
            settings(
                Map.of(
                    "CARAFE_CLUSTER_HOST",
                    "[2001:db8::1]",
                    "CARAFE_CLUSTER_BIND_HOST",
                    "127.0.0.1")),
            HERE);

    assertThat(address.host()).isEqualTo("2001:db8::1");
    assertThat(ClusterAddress.bracketed(address.host())).isEqualTo("[2001:db8::1]");
    assertThat(ClusterAddress.bracketed("10.0.0.1")).isEqualTo("10.0.0.1");
  }

  @Test
  void anAddressOfAnotherMachineIsRefusedByItsSetting() {
    assertThatThrownBy(
            () -> ClusterAddress.of(settings(Map.of("CARAFE_CLUSTER_HOST", "192.0.2.1")), HERE))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("192.0.2.1 is no address of this machine")
        .hasMessageContaining("CARAFE_CLUSTER_HOST");
    assertThatThrownBy(
            () ->
                ClusterAddress.of(
                    settings(Map.of("CARAFE_CLUSTER_BIND_HOST", "no-such-host.invalid")), HERE))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("no-such-host.invalid")
        .hasMessageContaining("CARAFE_CLUSTER_BIND_HOST");
  }

  @Test
  void aTakenPortIsRefusedByItsSetting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(
              () -> ClusterAddress.of(settings(Map.of("CARAFE_CLUSTER_PORT", port)), HERE))
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("127.0.0.1:" + port + " is taken")
          .hasMessageContaining("CARAFE_CLUSTER_PORT");
      assertThatThrownBy(
              () -> ClusterAddress.of(settings(Map.of("CARAFE_CLUSTER_BIND_PORT", port)), HERE))
          .hasMessageContaining("CARAFE_CLUSTER_BIND_PORT");
    }
  }

  @Test
  void aDatabaseWhoseNameDoesNotResolveAsksForTheSetting() {
    DatabaseLogin nowhere =
        new DatabaseLogin("jdbc:postgresql://no-such-host.invalid/carafe", "", "");

    assertThatThrownBy(() -> ClusterAddress.of(settings(Map.of()), nowhere))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("CARAFE_CLUSTER_HOST");
  }

  private static Settings.Cluster settings(Map<String, String> environment) {
    return SettingsLoader.load(Optional.empty(), environment).cluster();
  }
}
