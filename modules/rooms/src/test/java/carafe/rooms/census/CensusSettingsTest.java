package carafe.rooms.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CensusSettingsTest {
  @Test
  void theDefaultsAreThoseOfTheReference() {
    assertThat(CensusSettings.of(ConfigFactory.load()))
        .isEqualTo(
            new CensusSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                2000,
                20_000));
  }

  @ParameterizedTest
  @CsvSource({
    "interval, 0 s",
    "answer-timeout, 0 s",
    "silence-max, 0 s",
    "rooms-at-once, 0",
    "rooms-at-once, 4001",
    "gone-max, -1"
  })
  void aWrongOneIsRefusedByName(String key, String value) {
    assertThatThrownBy(
            () ->
                CensusSettings.of(
                    ConfigFactory.parseString("carafe.rooms.census.%s = %s".formatted(key, value))
                        .withFallback(ConfigFactory.load())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("carafe.rooms.census." + key);
  }
}
