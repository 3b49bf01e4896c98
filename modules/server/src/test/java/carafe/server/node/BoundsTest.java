package carafe.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.server.cluster.registry.LockSession;
import carafe.server.problem.StartProblem;
import carafe.server.settings.SettingsLoader;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bounds of the libraries below that must hold what our own allow. */
class BoundsTest {
  private static final int NODES = 10;

  private final Config config = SettingsLoader.load(Optional.empty(), Map.of()).config();
  private final int inFlight = config.getInt("carafe.rooms.relay.in-flight-max");

  @Test
  void aRoomsStashHoldsWhatTheRelaysOfAllNodesMaySend() {
    assertThat(config.getInt("pekko.persistence.typed.stash-capacity"))
        .isGreaterThanOrEqualTo(NODES * inFlight);
  }

  @Test
  void theQueueToANodeHoldsWhatSeveralRelaysMaySendAtOnce() {
    assertThat(config.getInt("pekko.remote.artery.advanced.outbound-message-queue-size"))
        .isGreaterThanOrEqualTo(3 * inFlight);
  }

  /** Pekko's own line knows no urgency: nobody is to wait in it. */
  @Test
  void roomsThatStartWaitInOurLineOnly() {
    Config told =
        SettingsLoader.load(Optional.empty(), Map.of("CARAFE_RECOVERIES_MAX", "7")).config();

    assertThat(told.getInt("pekko.persistence.max-concurrent-recoveries")).isEqualTo(7);
  }

  @Test
  void nothingIsSerializedByJava() {
    assertThat(config.getBoolean("pekko.actor.allow-java-serialization")).isFalse();
  }

  @Test
  void aStopIsOverBeforeServiceManagersKill() {
    Duration rest = Stopping.CLOSE_GRACE.plus(Stopping.REST_WITHIN).plus(LockSession.CLOSE_WITHIN);
    assertThat(SettingsLoader.STOP_WAITS_MAX.plus(rest)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aStopFitsIntoWhatServiceManagersGive() {
    Config bounded = Stopping.bounded(SettingsLoader.load(Optional.empty(), Map.of()));
    assertThat(
            bounded
                .getDuration("pekko.coordinated-shutdown.phases.before-service-unbind.timeout")
                .toSeconds())
        .isEqualTo(2 + 2);
    assertThat(
            bounded
                .getDuration("pekko.coordinated-shutdown.phases.service-unbind.timeout")
                .toSeconds())
        .isEqualTo(5 + 1 + 2);
  }

  @Test
  void budgetsOfTheNodeHoldWhatOneConnectionMayTake() {
    assertWrong("CARAFE_PARTIAL_BYTES_MAX", "500 KiB", "twice http.body-bytes-max, 524288 bytes");
    assertWrong("CARAFE_UNREAD_BYTES_MAX", "4 MB", "connection.outbound-bytes-max, 4194304 bytes");
  }

  @Test
  void relaysComeBackBeforeAQuestionIsRevealed() {
    assertWrong(
        "CARAFE_RELAY_ATTACH_RETRY_MAX",
        "2 s",
        "carafe.session.reveal-patience is 2000 ms:"
            + " it must be longer than carafe.rooms.relay.attach-retry-max, 2000 ms");
    assertRight("CARAFE_RELAY_ATTACH_RETRY_MAX", "1999 ms");
  }

  @Test
  void wordsAreKeptForLongerThanARoomTriesToStore() {
    assertWrong(
        "CARAFE_RELAY_KEPT_FOR",
        "4 s",
        "carafe.rooms.relay.kept-for is 4000 ms: it must be longer than"
            + " pekko.persistence.journal-plugin-fallback.circuit-breaker.call-timeout, 4000 ms");
    assertRight("CARAFE_RELAY_KEPT_FOR", "4001 ms");
  }

  @Test
  void roomsStopBeforeTheyAreCutOff() {
    assertWrong(
        "CARAFE_HOOKS_STOP_GRACE",
        "3001 ms",
        "carafe.rooms.hooks.stop-grace is 3001 ms: together with"
            + " pekko.persistence.journal-plugin-fallback.circuit-breaker.call-timeout, 4000 ms, it"
            + " must be at most"
            + " pekko.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout, 7000"
            + " ms");
    assertRight("CARAFE_HOOKS_STOP_GRACE", "3 s");
  }

  @Test
  void whatARelayMaySendIsHeld() {
    assertWrong(
        "CARAFE_RELAY_IN_FLIGHT_MAX",
        "65537",
        "carafe.rooms.relay.in-flight-max is 65537: it must be at most"
            + " pekko.remote.artery.advanced.outbound-message-queue-size, 65536");
    assertWrong(
        "CARAFE_RELAY_IN_FLIGHT_MAX",
        "262145",
        "carafe.rooms.relay.in-flight-max is 262145: it must be at most"
            + " pekko.persistence.typed.stash-capacity, 262144");
    assertRight("CARAFE_RELAY_IN_FLIGHT_MAX", "65536");
  }

  private static void assertRight(String variable, String value) {
    Config right = SettingsLoader.load(Optional.empty(), Map.of(variable, value)).config();
    assertThatCode(() -> RoomsSettings.of(right)).doesNotThrowAnyException();
  }

  private static void assertWrong(String variable, String value, String right) {
    Config wrong = SettingsLoader.load(Optional.empty(), Map.of(variable, value)).config();
    assertThatThrownBy(() -> RoomsSettings.of(wrong))
        .isInstanceOf(StartProblem.class)
        .hasMessageContaining(right);
  }
}
