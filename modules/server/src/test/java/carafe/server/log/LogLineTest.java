package carafe.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.apache.pekko.persistence.typed.internal.JournalFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The encoder that the program's own {@code logback.xml} makes, whatever else configures logs in a
 * test.
 */
class LogLineTest {
  @Test
  void aMessageIsOneLineWithTimeLevelAndLogger() throws JoranException {
    assertThat(encode("first\nsecond {}", "third\u001b", null))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARN  carafe.test first\\\\n"
                + "second third\\\\u001b\n");
  }

  @Test
  void aStackTraceIsIndentedAndItsMessageBeginsNoLine() throws JoranException {
    IllegalStateException failure =
        new IllegalStateException("told\nERROR by a client", new RuntimeException("\u202e"));

    assertThat(encode("failed", "", failure).lines().skip(1))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("  "))
        .anyMatch(line -> line.contains("Caused by: java.lang.RuntimeException: \\u202e"));
  }

  @Test
  void ofADatabaseThatIsAwayTheCausesAreEnough() throws JoranException {
    JournalFailureException failure =
        new JournalFailureException(
            "Failed to persist for persistenceId [host|FALCON-7]",
            new SQLException("Connection is closed"));

    List<String> lines = encode("for [host|FALCON-7]", "", failure).lines().toList();

    assertThat(lines).hasSize(3).noneMatch(line -> line.contains("FALCON"));
    assertThat(lines.get(1)).contains("JournalFailureException: Failed to persist");
    assertThat(lines.get(2)).isEqualTo("  because of java.sql.SQLException: Connection is closed");
  }

  private static String encode(String message, String argument, @Nullable Throwable failure)
      throws JoranException {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogLineTest.class.getResource("/logback.xml"));
    ConsoleAppender<?> appender =
        (ConsoleAppender<?>) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDOUT");
    PatternLayoutEncoder encoder = (PatternLayoutEncoder) appender.getEncoder();
    Logger logger = context.getLogger("carafe.test");
    LoggingEvent event =
        new LoggingEvent(
            LogLineTest.class.getName(),
            logger,
            Level.WARN,
            message,
            failure,
            new Object[] {argument});
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    context.stop();
    return line;
  }
}
