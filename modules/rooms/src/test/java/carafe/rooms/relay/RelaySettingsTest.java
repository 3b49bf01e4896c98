package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.awake.WakerSettings;
import carafe.rooms.denial.DenialSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reference.conf says of relays, denials and the waker. */
class RelaySettingsTest {
  @Test
  void theDefaultsAreThoseOfTheDesign() {
    Config config = ConfigFactory.load();
    assertThat(RelaySettings.of(config))
        .isEqualTo(
            new RelaySettings(
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                32,
                20_000,
                1000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10)));
    assertThat(DenialSettings.of(config))
        .isEqualTo(new DenialSettings(100, Duration.ofSeconds(6), 100_000, 5000));
    assertThat(WakerSettings.of(config))
        .isEqualTo(new WakerSettings(Duration.ofSeconds(30), 200, 500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relay.attach-retry-min = 0 s",
        "relay.attach-retry-max = 199 ms",
        "relay.attach-retry-min = 1001 ms",
        "relay.kept-for = -1 s",
        "relay.check-interval = 0 s",
        "relay.linger = -1 s",
        "relay.unanswered-max = 0",
        "relay.in-flight-max = 0",
        "relay.split-from = 0",
        "denials.per-address = 0",
        "denials.refill = 0 s",
        "denials.held-max = 0",
        "awake.rooms-per-second = 0"
      })
  void aValueThatMakesNoSenseIsRefusedByName(String setting) {
    Config config =
        ConfigFactory.parseString("carafe.rooms." + setting).withFallback(ConfigFactory.load());
    String key = setting.substring(setting.indexOf('.') + 1, setting.indexOf(' '));
    assertThatThrownBy(
            () -> {
              RelaySettings.of(config);
              DenialSettings.of(config);
              WakerSettings.of(config);
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }
}
