package carafe.server.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

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

  private static void check(Settings.Http http) {
    HttpPort.of(http).check();
  }
}
