package carafe.server.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.listen.ListenAddress;
import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpPortTest {
  @Test
  void aFreePortIsFine() {
    assertThatCode(() -> check(new Settings.Http("127.0.0.1", 0))).doesNotThrowAnyException();
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> check(new Settings.Http("127.0.0.1", taken.getLocalPort())))
          .isInstanceOf(StartProblem.class)
          .hasMessage(
              "Port 127.0.0.1:%d is taken by another program: stop that one, or choose another port"
                      .formatted(taken.getLocalPort())
                  + " with CARAFE_HTTP_PORT");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    // TEST-NET-1: nobody's.
    assertThatThrownBy(() -> check(new Settings.Http("192.0.2.1", 0)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("192.0.2.1 is no address of this machine");
    assertThatThrownBy(() -> check(new Settings.Http("no.such.host.invalid", 0)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("no.such.host.invalid is no address of this machine");
  }

  @Test
  void theReasonIsFoundUnderWhatTheHttpServerWrapsAroundIt() {
    Throwable failure =
        new CompletionException(
            new RuntimeException("Bind failed", new BindException("Permission denied")));

    assertThatThrownBy(
            () -> {
              throw HttpPort.of(new Settings.Http("0.0.0.0", 80)).problem(failure);
            })
        .hasMessageContaining("may not listen on 0.0.0.0:80")
        .hasMessageContaining("over 1023");
  }

  @Test
  void thePortOfOperatorsIsNamedByItsOwnSettings() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var port = new Settings.Management("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(() -> HttpPort.of(port).check())
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("is taken by another program")
          .hasMessageEndingWith("with CARAFE_MANAGEMENT_PORT");
    }
    assertThatThrownBy(() -> HttpPort.of(new Settings.Management("192.0.2.1", 0)).check())
        .isInstanceOf(StartProblem.class)
        .hasMessageEndingWith("mend carafe.management.interface (CARAFE_MANAGEMENT_INTERFACE)");
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0,127.0.0.1", "127.0.0.1,0.0.0.0", "127.0.0.1,127.0.0.1", "'::',127.0.0.1"})
  void onePortForBothIsNamedByBothSettings(String clients, String operators) {
    assertThatThrownBy(() -> checkApart(clients, 7000, operators, 7000))
        .isInstanceOf(StartProblem.class)
        .hasMessage(
            "carafe.http.port (CARAFE_HTTP_PORT) and carafe.management.port"
                + " (CARAFE_MANAGEMENT_PORT) are both 7000: give one of them another port");
  }

  @Test
  void portsThatDoNotMeetAreFine() {
    assertThatCode(() -> checkApart("0.0.0.0", 0, "0.0.0.0", 0)).doesNotThrowAnyException();
    assertThatCode(() -> checkApart("0.0.0.0", 7000, "0.0.0.0", 7001)).doesNotThrowAnyException();
    assertThatCode(() -> checkApart("127.0.0.1", 7000, "127.0.0.2", 7000))
        .doesNotThrowAnyException();
  }

  @Test
  void thePortForOtherNodesIsNoneOfTheseEither() {
    ListenAddress cluster = new ListenAddress("127.0.0.1", 7000, "", "CARAFE_CLUSTER_PORT");

    assertThatThrownBy(
            () -> HttpPort.of(new Settings.Http("0.0.0.0", 7000)).checkApartFrom(cluster))
        .isInstanceOf(StartProblem.class)
        .hasMessage(
            "carafe.http.port (CARAFE_HTTP_PORT) and the cluster's (CARAFE_CLUSTER_PORT) are both"
                + " 7000: give one of them another port");
    assertThatCode(() -> HttpPort.of(new Settings.Http("0.0.0.0", 7001)).checkApartFrom(cluster))
        .doesNotThrowAnyException();
    assertThatCode(() -> HttpPort.of(new Settings.Http("127.0.0.2", 7000)).checkApartFrom(cluster))
        .doesNotThrowAnyException();
  }

  private static void checkApart(String clients, int port, String operators, int theirs) {
    HttpPort.of(new Settings.Http(clients, port))
        .checkApartFrom(HttpPort.of(new Settings.Management(operators, theirs)));
  }

  private static void check(Settings.Http http) {
    HttpPort.of(http).check();
  }
}
