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

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "10.1.0.0/8",
    "fd00::/129",
    "fd00::1/64",
    "10.1",
    "0x7f000001",
    "localhost",
    "fe80::1%lo",
    "'10.0.0.1,'",
    "10.0.0.1 10.0.0.2"
  })
  void aWrongProxyIsRefusedByName(String list) {
    assertThatThrownBy(() -> with("trusted-proxies", "\"" + list + "\""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("carafe.rooms.http.trusted-proxies (CARAFE_TRUSTED_PROXIES): \"");
  }

  @Test
  void theLargestBodyFitsBetweenNodes() {
    assertThat(with("body-bytes-max", "2 MiB").bodyBytesMax()).isEqualTo(2 << 20);
  }
}
