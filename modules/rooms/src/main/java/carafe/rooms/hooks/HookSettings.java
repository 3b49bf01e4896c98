package carafe.rooms.hooks;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How rooms of parties run their hooks.
 *
 * @param timeout how long a hook's work may take
 * @param unfinishedMax most hooks of a room that wait for something; further ones begin later
 * @param requestsWaitingMax most requests that wait for a room's gate; one more is refused
 * @param callsMax most fetches and sockets of a room that wait for another room
 * @param timersMax most timers of a room
 * @param stopGrace how long hooks may go on when the room has to stop
 */
public record HookSettings(
    Duration timeout,
    int unfinishedMax,
    int requestsWaitingMax,
    int callsMax,
    int timersMax,
    Duration stopGrace) {
  private static final String PATH = "carafe.rooms.hooks";

  public HookSettings {
    positive("timeout", timeout.toMillis());
    positive("unfinished-max", unfinishedMax);
    positive("requests-waiting-max", requestsWaitingMax);
    positive("calls-max", callsMax);
    positive("timers-max", timersMax);
    positive("stop-grace", stopGrace.toMillis());
  }

  private static void positive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(PATH + "." + key + " must be more than 0");
    }
  }

  /** Reads {@code carafe.rooms.hooks}. */
  public static HookSettings of(Config config) {
    Config hooks = config.getConfig(PATH);
    return new HookSettings(
        hooks.getDuration("timeout"),
        hooks.getInt("unfinished-max"),
        hooks.getInt("requests-waiting-max"),
        hooks.getInt("calls-max"),
        hooks.getInt("timers-max"),
        hooks.getDuration("stop-grace"));
  }
}
