package carafe.server.node;

import carafe.rooms.relay.RelaySettings;
import com.typesafe.config.Config;
import java.time.Duration;

/** Settings of different parts, each right by itself, that have to fit each other. */
final class SettingsTogether {
  private static final String CALL_TIMEOUT =
      "pekko.persistence.journal-plugin-fallback.circuit-breaker.call-timeout";
  private static final String REGION_TIMEOUT =
      "pekko.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout";
  private static final String STASH = "pekko.persistence.typed.stash-capacity";
  private static final String QUEUE = "pekko.remote.artery.advanced.outbound-message-queue-size";

  private SettingsTogether() {}

  /**
   * @param config Pekko's part included
   * @throws IllegalArgumentException naming two keys that do not fit, and what would be right
   */
  static void check(RoomsSettings rooms, Config config) {
    RelaySettings relay = rooms.relay();
    // Else a question is revealed before the relays have come that keep answers to it.
    longer(
        "carafe.session.reveal-patience",
        rooms.tasting().session().revealPatience(),
        "carafe.rooms.relay.attach-retry-max",
        relay.attachRetryMax());

    // Else nothing is said again to the room that comes after one that could not store.
    Duration callTimeout = config.getDuration(CALL_TIMEOUT);
    longer("carafe.rooms.relay.kept-for", relay.keptFor(), CALL_TIMEOUT, callTimeout);

    // Else rooms are cut off in the middle of what they store last.
    Duration region = config.getDuration(REGION_TIMEOUT);
    Duration stopGrace = rooms.hooks().stopGrace();
    if (stopGrace.plus(callTimeout).compareTo(region) > 0) {
      throw new IllegalArgumentException(
          "carafe.rooms.hooks.stop-grace is %s: together with %s, %s, it must be at most %s, %s"
              .formatted(
                  words(stopGrace),
                  CALL_TIMEOUT,
                  words(callTimeout),
                  REGION_TIMEOUT,
                  words(region)));
    }

    // Else words of a single relay are lost.
    holds(STASH, config.getInt(STASH), relay.inFlightMax());
    holds(QUEUE, config.getInt(QUEUE), relay.inFlightMax());
  }

  private static void longer(String key, Duration value, String than, Duration bound) {
    if (value.compareTo(bound) <= 0) {
      throw new IllegalArgumentException(
          "%s is %s: it must be longer than %s, %s"
              .formatted(key, words(value), than, words(bound)));
    }
  }

  private static void holds(String key, int value, int inFlightMax) {
    if (value < inFlightMax) {
      throw new IllegalArgumentException(
          "carafe.rooms.relay.in-flight-max is %d: it must be at most %s, %d"
              .formatted(inFlightMax, key, value));
    }
  }

  private static String words(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
