package carafe.rooms.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallSettingsTest {
  @Test
  void theDefaultsAreThoseOfTheReference() {
    assertThat(CallSettings.of(ConfigFactory.load()))
        .isEqualTo(new CallSettings(Duration.ofSeconds(5), 1 << 20, 10_000, 1024, 1024, 4 << 20));
  }

  @ParameterizedTest
  @CsvSource({
    "timeout, 0 s",
    "request-bytes-max, 0",
    "request-bytes-max, 3 MiB",
    "sockets-max, 0",
    "socket-unanswered-max, 0",
    "socket-messages-max, 0",
    "socket-bytes-max, 0"
  })
  void aWrongOneIsRefusedByName(String key, String value) {
    assertThatThrownBy(
            () ->
                CallSettings.of(
                    ConfigFactory.parseString("carafe.rooms.calls.%s = %s".formatted(key, value))
                        .withFallback(ConfigFactory.load())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("carafe.rooms.calls." + key);
  }
}
