package carafe.tasting.host;

import carafe.rooms.message.Member;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rules.host.HostIndex;
import carafe.rules.identity.HostId;
import carafe.tasting.view.ListViews;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.Refusals;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Connections that see a host's list: let in by the host's key, told of every change. */
final class Listeners {
  private static final String TIMER = "list";

  private final HostId host;
  private final Admission admission;
  private final Audience audience;
  private final TimerScheduler<RoomMessage> timers;
  private final Duration interval;
  private final Set<Link> listening = new LinkedHashSet<>();

  Listeners(
      HostId host,
      Admission admission,
      Audience audience,
      TimerScheduler<RoomMessage> timers,
      Duration interval) {
    this.host = host;
    this.admission = admission;
    this.audience = audience;
    this.timers = timers;
    this.interval = interval;
  }

  /** Somebody came: is shown the list, or turned down. */
  void welcome(HostIndex index, Link link) {
    objection(index, link)
        .ifPresentOrElse(
            refusal ->
                audience.deny(
                    link,
                    GameFrames.frame(HostErrors.of(refusal)),
                    GameFrames.frame(Refusals.tooManyWrongHosts())),
            () -> {
              listening.add(link);
              audience.tell(GameFrames.frame(ListViews.list(HostRequests.sessions(index))), link);
            });
  }

  private Optional<HostIndex.Refusal> objection(HostIndex index, Link link) {
    return audience
        .member(link)
        .map(Member::visitor)
        .flatMap(visitor -> admission.objection(index, HostKeys.shown(host, visitor)));
  }

  void leave(List<Link> links) {
    links.forEach(listening::remove);
  }

  /** The host id is somebody's now: who listened while it was nobody's may be a stranger. */
  void claimed(HostIndex index) {
    for (Link link : List.copyOf(listening)) {
      objection(index, link)
          .ifPresent(
              refusal -> {
                listening.remove(link);
                audience.tell(GameFrames.frame(HostErrors.of(refusal)), link);
              });
    }
  }

  /** The list has changed; a timer tells it, with all that changes until then. */
  void changed(RoomMessage due) {
    if (!listening.isEmpty() && !timers.isTimerActive(TIMER)) {
      timers.startSingleTimer(TIMER, due, interval);
    }
  }

  /** The timer has fired. */
  void due(HostIndex index) {
    if (!listening.isEmpty()) {
      audience.tell(GameFrames.frame(ListViews.list(HostRequests.sessions(index))), listening);
    }
  }
}
