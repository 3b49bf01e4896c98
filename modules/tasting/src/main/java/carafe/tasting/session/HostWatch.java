package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rules.session.Command;
import carafe.rules.session.Event;
import carafe.rules.session.Game;
import carafe.rules.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Has the journal know since when nobody leads a running game (PROTOCOL.md, 2): the last host's
 * leaving and the first one's return are events.
 */
final class HostWatch {
  private final Shared shared;
  private final TimerScheduler<RoomMessage> timers;
  private final Consumer<Note> self;

  /** Whether hosts still have time to come back after a recovery. */
  private boolean patient;

  /** Whether a note is on its way. */
  private boolean noted;

  /**
   * @param self takes a note to the actor's own mailbox
   */
  HostWatch(Shared shared, TimerScheduler<RoomMessage> timers, Consumer<Note> self) {
    this.shared = shared;
    this.timers = timers;
    this.self = self;
  }

  /** Hosts have a while to come back before they count as gone, which is since now then. */
  void recovered(Session session) {
    if (Shared.isRunning(session)) {
      patient = true;
      timers.startSingleTimer(
          new Note.HostsAwaited(shared.now()), shared.settings().leaveAfterDrop());
    }
  }

  /** A host may have come or gone: when the journal does not know, a note is sent. */
  void follow(Session session) {
    boolean here = isHere();
    if (here) {
      patient = false;
    }
    if (!noted && !patient && Shared.isRunning(session) && here == isGone(session)) {
      noted = true;
      self.accept(new Note.HostsChanged(shared.now()));
    }
  }

  /** The note of {@link #follow} has come: what is to be stored, as it stands now. */
  List<Event> changed(Session session, Instant at) {
    noted = false;
    return here(session, at, isHere());
  }

  /** The time to come back after a recovery is over. */
  List<Event> awaited(Session session, Instant recoveredAt) {
    boolean waited = patient;
    patient = false;
    return waited ? here(session, recoveredAt, isHere()) : List.of();
  }

  /** A host comes back just now: part of what its return stores. */
  static List<Event> returned(Session session, Instant at) {
    return here(session, at, true);
  }

  private static List<Event> here(Session session, Instant at, boolean here) {
    Command command = here ? new Command.HostReturned(at) : new Command.HostLeft(at);
    return Reaction.events(Session.decide(session, command));
  }

  private boolean isHere() {
    return !shared.presence().hosts().isEmpty();
  }

  private static boolean isGone(Session session) {
    return session.started().map(Game::hostLeft).filter(Optional::isPresent).isPresent();
  }
}
