package carafe.server.node;

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
    assertThatCode(() -> HttpPort.check(new Settings.Http("127.0.0.1", 0)))
        .doesNotThrowAnyException();
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> HttpPort.check(new Settings.Http("127.0.0.1", taken.getLocalPort())))
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
    assertThatThrownBy(() -> HttpPort.check(new Settings.Http("192.0.2.1", 0)))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining("192.0.2.1 is no address of this machine");
    assertThatThrownBy(() -> HttpPort.check(new Settings.Http("no.such.host.invalid", 0)))
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
              throw HttpPort.problem(new Settings.Http("0.0.0.0", 80), failure);
            })
        .hasMessageContaining("may not listen on 0.0.0.0:80")
        .hasMessageContaining("over 1023");
  }
}
