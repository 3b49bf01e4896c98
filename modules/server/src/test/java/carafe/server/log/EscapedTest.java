package carafe.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "tab\tstays", "Côte-Rôtie 🍷 שלום é", "a\\n is no line end"})
  void whatIsHarmlessStaysAsItIs(String text) {
    assertThat(Escaped.of(text, 100)).isEqualTo(text);
  }

  @Test
  void nothingBeginsAnotherLineOrMovesTheCursor() {
    assertThat(Escaped.of("a\nERROR b\r\u001b[2Jc\u0085d\u2028e\u2029\u0000", 100))
        .isEqualTo("a\\nERROR b\\r\\u001b[2Jc\\u0085d\\u2028e\\u2029\\u0000");
  }

  @Test
  void nothingTurnsTheDirectionOfWritingOrHides() {
    assertThat(Escaped.of("\u202egpj.exe\u2066\u200f\u200b", 100))
        .isEqualTo("\\u202egpj.exe\\u2066\\u200f\\u200b");
  }

  @Test
  void whatIsTooLongIsCutAndSaysSo() {
    assertThat(Escaped.of("x".repeat(25), 10)).isEqualTo("xxxxxxxxxx… (15 more)");
    assertThat(Escaped.of("x".repeat(10), 10)).isEqualTo("xxxxxxxxxx");
  }

  @Test
  void noCharacterIsCutInHalf() {
    assertThat(Escaped.of("ab🍷cd", 3)).isEqualTo("ab… (4 more)");
  }
}
