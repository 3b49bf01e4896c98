package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What operators read of hooks that fail. */
@Isolated("looks at what anybody logs")
class FailureLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final LogLimit party = new LogLimit();

  @BeforeEach
  void listen() {
    logger.addAppender(log);
    log.start();
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Throwable broken() {
    return new CompletionException(new IllegalStateException("broken"));
  }

  @Test
  void aRoomThatCannotStartIsToldOnceHoweverManyAskForIt() {
    for (int life = 0; life < 50; life++) {
      new FailureLog("quiz/1", party).failed("onStart", broken());
    }

    assertThat(lines()).containsExactly("Room quiz/1: onStart failed");
    assertThat(log.list.getFirst().getThrowableProxy()).isNotNull();
  }

  @Test
  void whatIsLeftOutIsCounted() {
    Failure failure = Failure.of("quiz/1", "onStart", broken());
    long longAgo = System.nanoTime() - 60_000_000_000L;
    party.mayLog(failure, longAgo);
    party.mayLog(failure, longAgo);

    new FailureLog("quiz/1", party).failed("onStart", broken());

    assertThat(lines())
        .containsExactly("Room quiz/1: onStart failed (1 more left out since the last)");
  }

  @Test
  void aRefusedChangeSaysWhy() {
    new FailureLog("quiz/1", party).refused(new IllegalStateException("too large"));

    assertThat(lines())
        .containsExactly(
            "Room quiz/1: the storage was not changed: java.lang.IllegalStateException: too large");
  }
}
