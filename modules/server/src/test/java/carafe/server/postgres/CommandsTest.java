package carafe.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Why one of PostgreSQL's programs failed, from what it printed. */
class CommandsTest {
  /** As PostgreSQL 18 prints it under {@code ulimit -f 64}. */
  @Test
  void theReasonIsNotWhatInitdbClearsAway() {
    assertThat(
            reason(
                """
                creating configuration files ... ok
                running bootstrap script ... 2026-11-30 17:15:44.316 UTC [27] FATAL:  could not write to file "pg_wal/xlogtemp.27": File too large
                child process exited with exit code 1
                initdb: removing data directory "/tmp/d"
                """))
        .isEqualTo("could not write to file \"pg_wal/xlogtemp.27\": File too large");
  }

  @Test
  void aProgramsOwnErrorIsTheReason() {
    assertThat(
            reason(
                """
                creating directory /proc/d ... initdb: error: could not create directory "/proc/d": No such file or directory
                initdb: hint: Try another one.

                """))
        .isEqualTo("could not create directory \"/proc/d\": No such file or directory");
  }

  @Test
  void withoutOneItIsTheLastLine() {
    assertThat(reason("setsid: no such program\n \n")).isEqualTo("setsid: no such program");
    assertThat(reason("")).isEmpty();
  }

  private static String reason(String output) {
    return new Commands.Outcome(1, output).reason();
  }
}
