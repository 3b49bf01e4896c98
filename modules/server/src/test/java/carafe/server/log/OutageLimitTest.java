package carafe.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.persistence.typed.internal.JournalFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is away fails every room; the log stays readable. */
class OutageLimitTest {
  private final LoggerContext context = new LoggerContext();
  private final Logger log = context.getLogger("room");
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private long nanos;

  @BeforeEach
  void begin() {
    context.addTurboFilter(new OutageLimit(() -> nanos));
    written.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(written);
    log.setLevel(Level.INFO);
  }

  private void fail(int times, Throwable failure) {
    for (int i = 0; i < times; i++) {
      log.error("a room failed: {}", "so it is", failure);
    }
  }

  private static Throwable away() {
    return new JournalFailureException(
        "Failed to persist", new SQLException("gone", "08006", new TimeoutException()));
  }

  private List<String> messages() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void onlySoManyAreShownInAWhile() {
    fail(OutageLimit.SHOWN_MAX + 5, away());
    assertThat(messages()).hasSize(OutageLimit.SHOWN_MAX);
  }

  @Test
  void howManyWereLeftOutIsSaidLater() {
    fail(OutageLimit.SHOWN_MAX + 5, away());
    nanos += FailureLimit.WHILE.toNanos();
    fail(1, away());
    assertThat(messages().subList(OutageLimit.SHOWN_MAX, messages().size()))
        .containsExactly(
            "5 more failures of the database were left out here", "a room failed: so it is");
  }

  @Test
  void whatIsNotLoggedAnywayIsNotCounted() {
    for (int i = 0; i < 2 * OutageLimit.SHOWN_MAX; i++) {
      log.debug("chatty", away());
    }
    fail(1, away());
    assertThat(messages()).containsExactly("a room failed: so it is");
  }

  @Test
  void bugsAndMessagesWithoutAFailureAreNotLimited() {
    fail(2 * OutageLimit.SHOWN_MAX, new IllegalStateException("a bug"));
    fail(2 * OutageLimit.SHOWN_MAX, new SQLException("syntax error", "42601"));
    for (int i = 0; i < 2 * OutageLimit.SHOWN_MAX; i++) {
      log.warn("plain");
    }
    assertThat(messages()).hasSize(6 * OutageLimit.SHOWN_MAX);
  }
}
