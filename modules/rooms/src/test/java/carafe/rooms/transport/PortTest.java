package carafe.rooms.transport;

import static carafe.rooms.client.SocketClient.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP over each transport: requests, deadlines, bounds, and how a port is closed. */
@ParameterizedClass
@EnumSource(TransportSettings.Kind.class)
@Timeout(60)
@Order(1)
class PortTest {
  @Parameter TransportSettings.Kind kind;

  private PlainServer server(String http) {
    return new PlainServer(
        "carafe.rooms.http { transport = " + kind + ", " + http + " }", pekko -> pekko);
  }

  @Test
  void answersOneRequestAfterTheOther() {
    try (PlainServer server = server("");
        SocketClient client = SocketClient.connect(server.port())) {
      for (int i = 0; i < 3; i++) {
        client.send(request("GET", "/" + i));
        assertThat(client.reply().body()).isEqualTo("/" + i + " 0");
      }
      client.send(request("GET", "/a") + request("GET", "/b") + request("GET", "/c"));
      assertThat(client.reply().body()).isEqualTo("/a 0");
      assertThat(client.reply().body()).isEqualTo("/b 0");
      assertThat(client.reply().body()).isEqualTo("/c 0");
      String large = "x".repeat(500_000);
      client.send(request("POST", "/p", "Content-Length: " + large.length()) + large);
      assertThat(client.reply().body()).isEqualTo("/p 500000");
    }
  }

  @Test
  void aLargeAnswerArrivesWhole() throws Exception {
    try (PlainServer server = server("");
        SocketClient client = SocketClient.connect(server.port())) {
      client.send(request("GET", "/slow"));
      server.slow().complete(HttpResponse.create().withEntity("y".repeat(8_000_000)));
      assertThat(client.reply().body()).hasSize(8_000_000);
      client.send(request("GET", "/next"));
      assertThat(client.reply().body()).isEqualTo("/next 0");
    }
  }

  @Test
  void whoSendsNoMoreStillHearsTheAnswer() throws Exception {
    try (PlainServer server = server("");
        SocketClient client = SocketClient.connect(server.port())) {
      client.send(request("GET", "/slow"));
      CompletableFuture<HttpResponse> answer = server.slow();
      client.endOutput();
      answer.complete(HttpResponse.create().withEntity("here"));
      assertThat(client.reply().body()).isEqualTo("here");
      client.readEnd();
    }
  }

  @Test
  void whoNeverSpeaksIsClosed() {
    try (PlainServer server = server("header-timeout = 200 ms");
        SocketClient client = SocketClient.connect(server.port())) {
      client.readEnd();
    }
  }

  @Test
  void whoSpeaksTooSlowlyIsClosed() {
    try (PlainServer server = server("header-timeout = 400 ms");
        SocketClient client = SocketClient.connect(server.port())) {
      client.send("GET / HTTP/1.1\r\nHost: lo");
      client.readEnd();
    }
  }

  @Test
  void theHeadOfALaterRequestIsTimedToo() {
    if (kind == TransportSettings.Kind.STREAMS) {
      return; // only the idle timeout ends these
    }
    try (PlainServer server = server("header-timeout = 1500 ms");
        SocketClient client = SocketClient.connect(server.port())) {
      client.send(request("GET", "/1"));
      assertThat(client.reply().status()).isEqualTo(200);
      client.send("GET /2 HTTP/1.1\r\n");
      client.readEnd();
    }
  }

  @Test
  void anAnswerMayTakeLongerThanTheHeadMay() throws Exception {
    try (PlainServer server = server("header-timeout = 1500 ms");
        SocketClient client = SocketClient.connect(server.port());
        SocketClient silent = SocketClient.connect(server.port())) {
      client.send(request("GET", "/slow"));
      CompletableFuture<HttpResponse> answer = server.slow();
      silent.readEnd(); // so long it is at least
      answer.complete(HttpResponse.create().withEntity("late"));
      assertThat(client.reply().body()).isEqualTo("late");
    }
  }

  @Test
  void whoIsIdleAfterAnAnswerIsClosedInTheEnd() {
    try (PlainServer server =
            new PlainServer(
                "carafe.rooms.http.transport = %s\npekko.http.server.idle-timeout = 2 s"
                    .formatted(kind),
                pekko -> pekko);
        SocketClient client = SocketClient.connect(server.port())) {
      client.send(request("GET", "/1"));
      assertThat(client.reply().status()).isEqualTo(200);
      client.readEnd();
    }
  }

  @Test
  void aPortThatIsTakenIsToldOf() {
    try (PlainServer server = server("")) {
      assertThatThrownBy(
              () -> {
                try (var other = new PlainServer("carafe.rooms.http.transport = " + kind, p -> p)) {
                  assertThat(other.port()).isNotEqualTo(server.port());
                  new java.net.ServerSocket(server.port()).close();
                }
              })
          .isInstanceOf(BindException.class);
    }
  }

  @Test
  void whenItIsUnboundNobodyComesAndWhoIsThereStays() throws Exception {
    try (PlainServer server = server("");
        SocketClient client = SocketClient.connect(server.port())) {
      client.send(request("GET", "/1"));
      assertThat(client.reply().status()).isEqualTo(200);
      server.bound().unbind().toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThatThrownBy(() -> SocketClient.connect(server.port()).reply())
          .isInstanceOf(UncheckedIOException.class);
      client.send(request("GET", "/2"));
      assertThat(client.reply().body()).isEqualTo("/2 0");
    }
  }

  @Test
  void whenItTerminatesOpenRequestsAreAnswered() throws Exception {
    try (PlainServer server = server("");
        SocketClient asking = SocketClient.connect(server.port());
        SocketClient idle = SocketClient.connect(server.port());
        SocketClient never = SocketClient.connect(server.port())) {
      idle.send(request("GET", "/1"));
      assertThat(idle.reply().status()).isEqualTo(200);
      asking.send(request("GET", "/slow"));
      CompletableFuture<HttpResponse> answer = server.slow();
      never.send(request("GET", "/slow"));
      assertThat(server.slow()).isNotDone();

      CompletableFuture<Done> done =
          server.bound().terminate(Duration.ofSeconds(3)).toCompletableFuture();
      idle.readEnd();
      assertThat(done).isNotDone();
      answer.complete(HttpResponse.create().withEntity("just in time"));
      HttpReply reply = asking.reply();
      assertThat(reply.body()).isEqualTo("just in time");
      assertThat(reply.headers()).containsEntry("connection", "close");
      asking.readEnd();
      done.get(20, TimeUnit.SECONDS);
    }
  }
}
