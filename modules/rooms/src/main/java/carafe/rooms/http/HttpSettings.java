package carafe.rooms.http;

import com.typesafe.config.Config;
import java.time.Duration;

/** What is set of HTTP under {@code carafe.rooms.http}; reference.conf says what each means. */
public record HttpSettings(
    Duration answerTimeout,
    int bodyBytesMax,
    Duration bodyTimeout,
    int targetLengthMax,
    int spareConnections,
    int backlog,
    TrustedProxies trustedProxies) {

  /** What fits between nodes with all that comes with a body; a larger request would be lost. */
  private static final int BODY_BYTES_MAX = 2 << 20;

  public HttpSettings {
    atLeastOne("answer-timeout", answerTimeout.toMillis());
    atLeastOne("body-bytes-max", bodyBytesMax);
    if (bodyBytesMax > BODY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "carafe.rooms.http: body-bytes-max must be at most " + BODY_BYTES_MAX);
    }
    atLeastOne("body-timeout", bodyTimeout.toMillis());
    atLeastOne("target-length-max", targetLengthMax);
    atLeastOne("spare-connections", spareConnections);
    atLeastOne("backlog", backlog);
  }

  /** Reads {@code carafe.rooms.http} of the whole configuration. */
  public static HttpSettings of(Config root) {
    Config http = root.getConfig("carafe.rooms.http");
    return new HttpSettings(
        http.getDuration("answer-timeout"),
        Math.toIntExact(http.getBytes("body-bytes-max")),
        http.getDuration("body-timeout"),
        http.getInt("target-length-max"),
        http.getInt("spare-connections"),
        http.getInt("backlog"),
        trustedProxies(http));
  }

  private static TrustedProxies trustedProxies(Config http) {
    try {
      return TrustedProxies.of(http.getString("trusted-proxies"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "carafe.rooms.http.trusted-proxies (CARAFE_TRUSTED_PROXIES): " + e.getMessage(), e);
    }
  }

  private static void atLeastOne(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("carafe.rooms.http: " + key + " must be at least 1");
    }
  }
}
