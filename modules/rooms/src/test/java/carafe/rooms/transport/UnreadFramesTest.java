package carafe.rooms.transport;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.budget.ByteBudget;
import carafe.rooms.client.SocketClient;
import carafe.rooms.connection.Clocks;
import carafe.rooms.testing.EchoServer;
import carafe.rooms.testing.EchoType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What WebSockets alone are sent and do not read is bounded for the whole node. */
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
@Timeout(60)
class UnreadFramesTest {
  /** More than kernels hold. */
  private static final int LARGE = 12_000_000;

  @Parameter TransportSettings.Kind kind;

  private EchoServer server;
  private ByteBudget budget;

  @BeforeEach
  void start() {
    server =
        new EchoServer(
            """
            carafe.rooms.http.transport = %s
            carafe.rooms.connection.unread-bytes-max = 30000000
            """
                .formatted(kind),
            Clocks.system());
    budget = server.connections().budgets().unread();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoHasNotReadForLongestMakesRoomForOthers() throws InterruptedException {
    try (SocketClient first = told("/1");
        SocketClient second = told("/2")) {
      awaitHeld(2);
      try (SocketClient third = told("/3")) {
        assertThat(first.readUntilEnd()).as("it was cut").isLessThan(LARGE);
        assertThat(second.read().toString()).hasSize("text ".length() + LARGE);
        assertThat(third.read().toString()).hasSize("text ".length() + LARGE);
        awaitHeld(0);
      }
    }
  }

  @Test
  void nothingIsHeldForWhoeverIsGone() throws InterruptedException {
    SocketClient closed = told("/1");
    SocketClient reset = told("/2");
    awaitHeld(2);
    closed.close();
    awaitHeld(1);
    reset.reset();
    awaitHeld(0);
  }

  private SocketClient told(String path) {
    SocketClient client = SocketClient.openSlow(server.port(), path);
    server.guest(path).connection().sendOwn(EchoType.frame("x".repeat(LARGE)));
    return client;
  }

  private void awaitHeld(int frames) throws InterruptedException {
    while (budget.used() / LARGE != frames) {
      Thread.sleep(1); // hears of the test's time limit, too
    }
  }
}
