package carafe.rooms.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
  @Test
  void hasTheDocumentedDefaults() {
    assertThat(ConnectionSettings.of(ConfigFactory.load()))
        .isEqualTo(
            new ConnectionSettings(
                20_000,
                256,
                4 << 20,
                64 << 10,
                32 << 20,
                64 << 20,
                25,
                100,
                100,
                500,
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connections-max = 0",
        "connection.outbound-frames-max = -1",
        "connection.outbound-pause-bytes = 0",
        "connection.messages-burst = 0",
        "connection.close-timeout = 0 s",
        "connection.silence-max = 10 s"
      })
  void refusesAValueThatMakesNoSense(String setting) {
    var config =
        ConfigFactory.parseString("carafe.rooms." + setting).withFallback(ConfigFactory.load());
    String key = setting.substring(setting.indexOf('.') + 1, setting.indexOf(' '));
    assertThatThrownBy(() -> ConnectionSettings.of(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }
}
