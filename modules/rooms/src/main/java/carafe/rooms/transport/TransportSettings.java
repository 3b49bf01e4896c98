package carafe.rooms.transport;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Locale;

/** What is set of transports under {@code carafe.rooms.http}; reference.conf says what it means. */
public record TransportSettings(
    Kind kind, int loops, int newcomersPerTurn, int headBytesMax, Duration headerTimeout) {
  /** Which one carries the bytes. */
  public enum Kind {
    /** Our own loops over sockets, with Pekko HTTP on top for all but plain handshakes. */
    DIRECT,
    /** Pekko's streams. */
    STREAMS
  }

  private static final int LOOPS_MAX = 64;

  /** What browsers send fits, and what is read at a time. */
  private static final int HEAD_BYTES_LEAST = 16 * 1024;

  /** As many as cores, but no more than that unless told so. */
  private static final int USUAL_LOOPS_MAX = 8;

  public TransportSettings {
    if (loops < 0 || loops > LOOPS_MAX) {
      throw new IllegalArgumentException("carafe.rooms.http: loops must be 0 to " + LOOPS_MAX);
    }
    if (loops == 0) {
      loops = Math.min(USUAL_LOOPS_MAX, Runtime.getRuntime().availableProcessors());
    }
    if (newcomersPerTurn < 1) {
      throw new IllegalArgumentException(
          "carafe.rooms.http: newcomers-per-turn must be at least 1");
    }
    if (headBytesMax < HEAD_BYTES_LEAST) {
      throw new IllegalArgumentException(
          "carafe.rooms.http: head-bytes-max must be at least " + HEAD_BYTES_LEAST);
    }
    if (headerTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("carafe.rooms.http: header-timeout must be at least 1 ms");
    }
  }

  /** Reads {@code carafe.rooms.http} of the whole configuration. */
  public static TransportSettings of(Config root) {
    Config http = root.getConfig("carafe.rooms.http");
    return new TransportSettings(
        kind(http.getString("transport")),
        http.getInt("loops"),
        http.getInt("newcomers-per-turn"),
        Math.toIntExact(http.getBytes("head-bytes-max")),
        http.getDuration("header-timeout"));
  }

  private static Kind kind(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "direct" -> Kind.DIRECT;
      case "streams" -> Kind.STREAMS;
      default ->
          throw new IllegalArgumentException(
              "carafe.rooms.http.transport (CARAFE_TRANSPORT) must be direct or streams, not "
                  + text);
    };
  }
}
