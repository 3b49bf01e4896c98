package carafe.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpProtocols;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that sends what Pekko HTTP fails to read does not fill the log. */
class BadRequestLimitTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("pekko");
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private long nanos;

  @BeforeEach
  void begin() {
    context.addTurboFilter(new BadRequestLimit(() -> nanos));
    written.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(written);
  }

  /** As Pekko HTTP itself fails, so that another wording in a later version is noticed here. */
  private static Throwable ofPekko() {
    return catchThrowable(
        () ->
            HttpRequest.POST("/parties/main")
                .withEntity(
                    HttpEntities.createChunked(
                        ContentTypes.APPLICATION_OCTET_STREAM,
                        Source.single(ByteString.fromString("abc"))))
                .withProtocol(HttpProtocols.HTTP_1_0));
  }

  private void fail(int times, Throwable failure) {
    for (int i = 0; i < times; i++) {
      log.error("Internal server error, sending 500 response", failure);
    }
  }

  private List<String> messages() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void oneRequestIsShownAndTheOthersAreCounted() {
    fail(BadRequestLimit.SHOWN_MAX + 5, ofPekko());
    assertThat(messages()).hasSize(BadRequestLimit.SHOWN_MAX);
    nanos += FailureLimit.WHILE.toNanos();
    fail(1, ofPekko());
    assertThat(messages())
        .contains("5 more log lines of bad requests (HTTP/1.0 and chunked) were left out here");
  }

  @Test
  void otherFailuresAreNotLimited() {
    fail(10, new IllegalArgumentException("requirement failed: another"));
    fail(10, new IllegalStateException(ofPekko().getMessage()));
    assertThat(messages()).hasSize(20);
  }
}
