package carafe.rooms.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "5d0c1b1e-7f0e-4d1c-9d2f-0a1b2c3d4e5f",
        "_-09azAZ",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void keepsWhatTheClientBrought(String id) {
    assertThat(ClientId.of(Map.of("_pk", id))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a.b",
        "ä",
        "a\n",
        "a/b",
        "🍷",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void makesAFreshOneInPlaceOfWhatHasNoForm(String id) {
    String first = ClientId.of(Map.of("_pk", id));
    assertThat(first).isNotEqualTo(id).matches("[A-Za-z0-9_-]{1,64}");
    assertThat(ClientId.of(Map.of("_pk", id))).isNotEqualTo(first);
  }

  @Test
  void makesOneForAClientThatBringsNone() {
    assertThat(ClientId.of(Map.of())).matches("[A-Za-z0-9_-]{36}");
  }
}
