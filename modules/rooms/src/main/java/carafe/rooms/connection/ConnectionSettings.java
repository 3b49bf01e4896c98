package carafe.rooms.connection;

import com.typesafe.config.Config;
import java.time.Duration;

/** What is set of connections under {@code carafe.rooms}; reference.conf says what each means. */
public record ConnectionSettings(
    int connectionsMax,
    int outboundFramesMax,
    long outboundBytesMax,
    long outboundPauseBytes,
    long partialBytesMax,
    long unreadBytesMax,
    int messagesPerSecond,
    int messagesBurst,
    int framesPerSecond,
    int framesBurst,
    Duration pingAfter,
    Duration silenceMax,
    Duration closeTimeout) {

  public ConnectionSettings {
    atLeastOne("connections-max", connectionsMax);
    atLeastOne("outbound-frames-max", outboundFramesMax);
    atLeastOne("outbound-bytes-max", outboundBytesMax);
    atLeastOne("outbound-pause-bytes", outboundPauseBytes);
    atLeastOne("partial-bytes-max", partialBytesMax);
    atLeastOne("unread-bytes-max", unreadBytesMax);
    atLeastOne("messages-per-second", messagesPerSecond);
    atLeastOne("messages-burst", messagesBurst);
    atLeastOne("frames-per-second", framesPerSecond);
    atLeastOne("frames-burst", framesBurst);
    atLeastOne("ping-after", pingAfter.toMillis());
    atLeastOne("close-timeout", closeTimeout.toMillis());
    if (silenceMax.compareTo(pingAfter) <= 0) {
      throw new IllegalArgumentException(
          "carafe.rooms.connection.silence-max must be longer than ping-after");
    }
  }

  /** Reads {@code carafe.rooms} of the whole configuration. */
  public static ConnectionSettings of(Config root) {
    Config rooms = root.getConfig("carafe.rooms");
    Config connection = rooms.getConfig("connection");
    return new ConnectionSettings(
        rooms.getInt("connections-max"),
        connection.getInt("outbound-frames-max"),
        connection.getBytes("outbound-bytes-max"),
        connection.getBytes("outbound-pause-bytes"),
        connection.getBytes("partial-bytes-max"),
        connection.getBytes("unread-bytes-max"),
        connection.getInt("messages-per-second"),
        connection.getInt("messages-burst"),
        connection.getInt("frames-per-second"),
        connection.getInt("frames-burst"),
        connection.getDuration("ping-after"),
        connection.getDuration("silence-max"),
        connection.getDuration("close-timeout"));
  }

  private static void atLeastOne(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("carafe.rooms: " + key + " must be at least 1");
    }
  }
}
