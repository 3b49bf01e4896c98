package carafe.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class CarafeCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withoutACommandItSaysWhatItCanDo() {
    assertThat(carafe()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required subcommand").contains("serve");
  }

  @Test
  void anUnknownCommandIsNotUnderstood() {
    assertThat(carafe("srve")).isEqualTo(2);
    assertThat(err.toString()).contains("srve").contains("Did you mean: carafe serve");
  }

  @Test
  void anUnknownOptionIsNotUnderstood() {
    assertThat(carafe("serve", "--prot", "80")).isEqualTo(2);
    assertThat(err.toString()).contains("--prot");
  }

  @Test
  void helpNamesTheSettingsAndTheExitCodes() {
    assertThat(carafe("--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:");
    assertThat(carafe("serve", "--help")).isZero();
    assertThat(out.toString())
        .contains("--config")
        .contains("CARAFE_DB_PASSWORD")
        .contains("more, each with its default in docs/operations.md");
  }

  @Test
  void helpForWhatDoesNotExistIsNotUnderstood() {
    assertThat(carafe("nonsense", "--help")).isEqualTo(2);
    assertThat(err.toString()).contains("Unmatched argument").contains("nonsense");
    assertThat(carafe("serve", "--prot", "--help")).isEqualTo(2);
    assertThat(err.toString()).contains("--prot");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void versionNamesTheJdkToo() {
    assertThat(carafe("--version")).isZero();
    assertThat(out.toString()).startsWith("carafe ").contains("Java " + Runtime.version());
  }

  private int carafe(String... arguments) {
    return CarafeCommand.line()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
