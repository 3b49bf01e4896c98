package carafe.rooms.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportSettingsTest {
  private static TransportSettings of(String http) {
    return TransportSettings.of(
        ConfigFactory.parseString("carafe.rooms.http { " + http + " }")
            .withFallback(ConfigFactory.load()));
  }

  @Test
  void directWithAsManyLoopsAsCoresUnlessTold() {
    TransportSettings usual = of("");
    assertThat(usual.kind()).isEqualTo(TransportSettings.Kind.DIRECT);
    assertThat(usual.loops()).isBetween(1, 8);
    assertThat(usual.headerTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(of("loops = 17").loops()).isEqualTo(17);
  }

  @Test
  void streamsForThoseWhoWantThem() {
    assertThat(of("transport = Streams").kind()).isEqualTo(TransportSettings.Kind.STREAMS);
  }

  @ParameterizedTest
  @CsvSource({
    "transport = carrier-pigeon, CARAFE_TRANSPORT",
    "loops = -1, loops must be 0 to 64",
    "loops = 65, loops must be 0 to 64",
    "newcomers-per-turn = 0, newcomers-per-turn must be at least 1",
    "head-bytes-max = 16383, head-bytes-max must be at least 16384",
    "header-timeout = 0 s, header-timeout"
  })
  void saysWhichSettingIsWrong(String setting, String message) {
    assertThatThrownBy(() -> of(setting)).hasMessageContaining(message);
  }
}
