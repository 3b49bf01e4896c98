package carafe.rooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSettingsTest {
  private static HttpSettings with(String key, String value) {
    return HttpSettings.of(
        ConfigFactory.parseString("carafe.rooms.http.%s = %s".formatted(key, value))
            .withFallback(ConfigFactory.load()));
  }

  @ParameterizedTest
  @CsvSource({
    "answer-timeout, 0 s",
    "body-bytes-max, 0",
    "body-bytes-max, 2097153",
    "body-timeout, 0 s",
    "target-length-max, 0",
    "spare-connections, 0",
    "backlog, 0"
  })
  void aWrongOneIsRefusedByName(String key, String value) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("carafe.rooms.http: " + key);
  }

  @Test
  void theLargestBodyFitsBetweenNodes() {
    assertThat(with("body-bytes-max", "2 MiB").bodyBytesMax()).isEqualTo(2 << 20);
  }
}
