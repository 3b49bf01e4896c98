package carafe.rules.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who somebody is, as text. */
class IdentityTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @ValueSource(strings = {"a", "TANNIC-FALCON", "under_score-9"})
  void hostIds(String text) {
    assertThat(HostId.isValid(text)).isTrue();
    assertThat(new HostId(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "ü", "a\n", "slash/", "dot.dot"})
  void noHostIds(String text) {
    assertThat(HostId.isValid(text)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new HostId(text));
  }

  @Test
  void aHostIdHasAtMost64Characters() {
    assertThat(HostId.isValid("x".repeat(64))).isTrue();
    assertThat(HostId.isValid("x".repeat(65))).isFalse();
  }

  @Test
  void aParticipantIdHas1To64Characters() {
    assertThat(new ParticipantId("x".repeat(64)).value()).hasSize(64);
    assertThatIllegalArgumentException().isThrownBy(() -> new ParticipantId(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new ParticipantId("x".repeat(65)));
  }

  @Test
  void aHashIsSixtyFourLowerCaseHexDigits() {
    assertThat(Hash.ofHex(HEX).hex()).isEqualTo(HEX);
    assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofHex(HEX.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofHex("A" + HEX.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofHex("g" + HEX.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofHex(":" + HEX.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofHex("/" + HEX.substring(1)));
  }

  @Test
  void hashesMatchThemselvesOnly() {
    Hash hash = Hash.ofHex(HEX);
    assertThat(hash.matches(Hash.ofHex(HEX))).isTrue();
    for (int digit = 0; digit < HEX.length(); digit++) {
      char other = HEX.charAt(digit) == 'f' ? 'e' : 'f';
      Hash almost = Hash.ofHex(HEX.substring(0, digit) + other + HEX.substring(digit + 1));
      assertThat(hash.matches(almost)).as("but for digit %d", digit).isFalse();
      assertThat(hash).isNotEqualTo(almost);
    }
  }

  @Test
  void aHashIsTheBytesOfItsDigits() {
    byte[] bytes = HexFormat.of().parseHex(HEX);
    assertThat(Hash.ofBytes(bytes)).isEqualTo(Hash.ofHex(HEX));
    assertThatIllegalArgumentException().isThrownBy(() -> Hash.ofBytes(new byte[31]));
  }
}
