package carafe.rooms.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "http://localhost:3000",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "https://xn--bcher-kva.example",
        "chrome-extension://abcdefghijklmnop",
        "https://example.org:80"
      })
  void anOriginIsAllowedThatIsListed(String origin) {
    Cors cors = new Cors(List.of("https://other.example", origin));
    assertThat(cors.allowOrigin(origin)).contains(origin);
    assertThat(cors.allowOrigin(origin + "0")).isEmpty();
    assertThat(cors.allowOrigin("null")).isEmpty();
  }

  @Test
  void aStarAllowsAll() {
    assertThat(new Cors(List.of("*")).allowOrigin("https://example.org")).contains("*");
  }

  @Test
  void noneIsAllowedUnlessSaid() {
    assertThat(Cors.none().isNone()).isTrue();
    assertThat(Cors.none().allowOrigin("https://example.org")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "example.org",
        "https://",
        "https://example.org/",
        "https://example.org/path",
        "https://Example.org",
        "HTTPS://example.org",
        "https://*.example.org",
        "https://example.org:443",
        "http://example.org:80",
        "https://example.org:0",
        "https://example.org:",
        "https://me@example.org",
        "https://example.org https://example.com",
        "https://b\u00fccher.example",
        "https://example.org\r\nx: y",
        "**"
      })
  void whatNoBrowserSendsIsRefused(String origin) {
    assertThatThrownBy(() -> new Cors(List.of(origin)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + origin + "\" is no origin");
  }
}
