package carafe.rules.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    assertThat(new Hash(HEX).hex()).isEqualTo(HEX);
    assertThatIllegalArgumentException().isThrownBy(() -> new Hash(HEX.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Hash("A" + HEX.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Hash("g" + HEX.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Hash(":" + HEX.substring(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Hash("/" + HEX.substring(1)));
  }

  @Test
  void hashesMatchThemselvesOnly() {
    assertThat(new Hash(HEX).matches(new Hash(HEX))).isTrue();
    assertThat(new Hash(HEX).matches(new Hash("f" + HEX.substring(1)))).isFalse();
  }
}
