package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong setting of sessions fails the start, and is named. */
class SessionSettingsTest {
  @Test
  void whatIsShippedIsRight() {
    assertThat(SessionSettings.from(session("")).seatsMax()).isEqualTo(20_000);
  }

  @ParameterizedTest
  @CsvSource({
    "group-max, 0",
    "group-max, 1001",
    "code-digits, 3",
    "code-digits, 11",
    "max-participants, 0",
    "host-grace, -1 s",
    "ask-timeout, -1 s",
  })
  void aValueOutOfBoundsIsNamed(String key, String value) {
    Config wrong = session("carafe.session.%s = %s".formatted(key, value));
    assertThatThrownBy(() -> SessionSettings.from(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("carafe.session." + key)
        .hasMessageContaining("must be");
  }

  private static Config session(String settings) {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.load())
        .resolve()
        .getConfig("carafe.session");
  }
}
