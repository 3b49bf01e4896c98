package carafe.rooms.relay;

import carafe.rooms.message.Numbers;
import carafe.rooms.message.RelayMessage;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Whether both ends of a relay are still heard: tells the room which connections are silent, and
 * has the room say something when words between the two may have been lost.
 */
final class Liveness {
  private final TimerScheduler<RelayMessage> timers;
  private final RelaySettings settings;
  private final Peers peers;
  private final Outbox outbox;
  private final Tie tie;
  private final Doubt doubt = new Doubt();
  private Numbers silent = Numbers.none();

  Liveness(
      TimerScheduler<RelayMessage> timers,
      RelaySettings settings,
      Peers peers,
      Outbox outbox,
      Tie tie) {
    this.timers = timers;
    this.settings = settings;
    this.peers = peers;
    this.outbox = outbox;
    this.tie = tie;
    timers.startTimerWithFixedDelay(new Inner.LookForSilent(), settings.silenceSweep());
  }

  /** The room said something. */
  void heard() {
    doubt.heard();
  }

  /** A room opened. */
  void attached() {
    doubt.heard();
    if (tie.isLong()) { // within one node nothing is lost, and thousands of idle rooms cost nothing
      timers.startTimerWithFixedDelay(new Inner.LookForLost(), settings.checkInterval());
    }
  }

  /** The room is gone; the next one knows of nobody's silence. */
  void lost() {
    timers.cancel(new Inner.LookForLost());
    silent = Numbers.none();
  }

  void lookForSilent() {
    if (tie.holds()) {
      Numbers now = peers.silent(settings.silentAfter());
      if (!now.equals(silent)) {
        silent = now;
        outbox.add(new Said.Silence(now));
      }
    }
  }

  /** What is said more is what the room knows: it does no harm. */
  void lookForLost() {
    if (tie.holds() && doubt.look(outbox.oldestUnhandled())) {
      Said.Silence more = new Said.Silence(silent);
      tie.tell(more.numbered(tie.self(), outbox.tellAtOnce(more)));
    }
  }
}
