package carafe.rooms.hooks;

import static carafe.rooms.hooks.TrialServer.ask;
import static carafe.rooms.hooks.TrialServer.read;
import static carafe.rooms.hooks.TrialServer.say;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.SocketClient;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** An answer is no failure for whom somebody is told of it; elsewhere nobody else would say it. */
@Isolated("looks at what anybody logs")
class AnswerExceptionLogTest {
  @RegisterExtension static final TrialServer TRIAL = TrialServer.withShortTimeouts();

  private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final String room = PartyServer.freshRoom();

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
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void anAlarmThatFailsWithAnAnswerIsLogged() {
    SocketClient ann = TRIAL.enter(room);
    assertThat(ask(ann, "put alarm-answers yes")).isEqualTo("after put");
    assertThat(read(ann)).isEqualTo("stored alarm-answers");

    say(ann, "alarm 0");
    assertThat(read(ann)).isEqualTo("alarm false");
    assertThat(ask(ann, "echo after")).isEqualTo("echo after");

    assertThat(lines()).containsExactly("Room trial/%s: onAlarm failed".formatted(room));
  }

  @Test
  void anAnswerThatOnErrorIsToldIsNotLogged() {
    SocketClient ann = TRIAL.enter(room);

    say(ann, "refuse");

    assertThat(read(ann)).startsWith("error");
    assertThat(lines()).isEmpty();
  }
}
