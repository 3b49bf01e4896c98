package carafe.tasting.session;

import static carafe.tasting.session.Sessions.START;
import static carafe.tasting.session.Sessions.after;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.session.Command;
import carafe.rules.session.EndCause;
import carafe.rules.session.Session;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a session ends by itself, with the settings as shipped. */
class LapseTest {
  private final SessionSettings settings =
      SessionSettings.from(ConfigFactory.load().getConfig("carafe"));

  private static Instant in(Duration time) {
    return START.plus(time);
  }

  @Test
  void whereNothingGoesOnNothingLapses() {
    assertThat(Lapse.of(Session.vacant(), settings)).isEmpty();
    assertThat(Lapse.of(Sessions.ended(Sessions.waiting()), settings)).isEmpty();
  }

  @Test
  void aWaitingSessionLapsesAfterThirtyDays() {
    assertThat(Lapse.of(Sessions.waiting(), settings))
        .contains(new Lapse(EndCause.NEVER_STARTED, in(Duration.ofDays(30))));
  }

  @Test
  void aGameLapsesADayAfterTheLastHostCommand() {
    Session open = Sessions.open(START);
    assertThat(Lapse.of(open, settings))
        .contains(new Lapse(EndCause.HOST_IDLE, in(Duration.ofHours(24))));

    Session revealed = after(open, new Command.Reveal(in(Duration.ofSeconds(9))));
    assertThat(Lapse.of(revealed, settings))
        .contains(
            new Lapse(EndCause.HOST_IDLE, in(Duration.ofHours(24).plus(Duration.ofSeconds(9)))));
  }

  @Test
  void aGameWithoutAHostLapsesAfterAnHour() {
    Session left = after(Sessions.open(START), new Command.HostLeft(in(Duration.ofMinutes(5))));
    assertThat(Lapse.of(left, settings))
        .contains(new Lapse(EndCause.HOST_GONE, in(Duration.ofMinutes(65))));

    Session back = after(left, new Command.HostReturned(in(Duration.ofMinutes(6))));
    assertThat(Lapse.of(back, settings).map(Lapse::cause)).contains(EndCause.HOST_IDLE);
  }

  @Test
  void whicheverComesFirstCounts() {
    Session left =
        after(Sessions.open(START), new Command.HostLeft(in(Duration.ofMinutes(23 * 60 + 30))));
    assertThat(Lapse.of(left, settings))
        .contains(new Lapse(EndCause.HOST_IDLE, in(Duration.ofHours(24))));
  }
}
