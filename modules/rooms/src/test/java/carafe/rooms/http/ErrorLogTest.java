package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.SocketClient;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** No 500 without a line in the log that names the party and, unless it is a secret, the room. */
@Isolated("looks at what anybody logs")
class ErrorLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("carafe.rooms.http");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final TestDoor door = new TestDoor("", TestType.plain());

  @BeforeEach
  void listen() {
    logger.addAppender(log);
    log.start();
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    door.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /parties/echo/r%20d/broken, echo/r d answered a GET with status 500",
    "HEAD, /parties/echo/1/broken, echo/1 answered a HEAD with status 500",
    "GET, /parties/echo/1/two-lines, echo/1 answered a request with a header that is none",
    "GET, /parties/echo/1/no-status, echo/1 answered a request with status 99",
    "GET, /parties/echo/secret-id/broken, echo/\u2026 answered a GET with status 500",
    "GET, /parties/echo?throw, a request to echo failed",
  })
  void aServerErrorIsInTheLog(String method, String path, String line) {
    try (SocketClient client = door.connect()) {
      String asked = request(method, path);
      assertThat(client.send(asked).replyToHead().status()).isEqualTo(500);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .isEqualTo(line);
  }
}
