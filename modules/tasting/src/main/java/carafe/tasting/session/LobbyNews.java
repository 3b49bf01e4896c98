package carafe.tasting.session;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.room.Link;
import carafe.rules.session.Phase;
import carafe.rules.session.Seat;
import carafe.rules.session.Seats;
import carafe.rules.session.Session;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.ToClient.LobbyUpdated;
import java.time.Duration;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** Says who is in the lobby, whenever that changes but not each time (PROTOCOL.md, 2). */
final class LobbyNews {
  private static final String TIMER = "lobby";

  private final Shared shared;
  private final TimerScheduler<RoomMessage> timers;
  private final Coalesced rhythm = new Coalesced();
  private long told;
  private @Nullable Drawn drawn;

  /** The list as a frame, good until presence changes. */
  private record Drawn(long changes, Frame frame) {}

  LobbyNews(Shared shared, TimerScheduler<RoomMessage> timers) {
    this.shared = shared;
    this.timers = timers;
  }

  /** Somebody may have come or gone. */
  void follow(Session session) {
    if (!(session instanceof Session.Waiting) || told == shared.presence().changes()) {
      return;
    }
    told = shared.presence().changes();
    switch (rhythm.changed(shared.now(), interval())) {
      case Coalesced.SendNow _ -> tellAll(session);
      case Coalesced.SendLater(var in) -> timers.startSingleTimer(TIMER, new Note.LobbyDue(), in);
      case Coalesced.Waits _ -> {}
    }
  }

  // Each list goes to every connection: in a large room fewer of them do.
  private Duration interval() {
    Duration bounded =
        Duration.ofMillis(
            1000L * shared.audience().size() / shared.settings().lobbyFramesPerSecondMax());
    Duration usual = shared.settings().lobbyInterval();
    return bounded.compareTo(usual) > 0 ? bounded : usual;
  }

  void due(Session session) {
    rhythm.sent(shared.now());
    if (session instanceof Session.Waiting) {
      tellAll(session);
    }
  }

  /** The game has started: everybody with a seat plays, and is on the list that was told last. */
  void last(Session session) {
    Presence presence = shared.presence();
    boolean toldAll =
        told == presence.changes() && presence.presentCount() == session.seated().size();
    if (rhythm.isDue() || !toldAll) {
      told = presence.changes();
      timers.cancel(TIMER);
      rhythm.sent(shared.now());
      tellAll(session);
    }
  }

  /** The list as it stands, for somebody who comes back to it. */
  void tell(Link link, Session session) {
    shared.telling().tell(link, frame(session));
  }

  private void tellAll(Session session) {
    if (shared.audience().size() > 0) {
      shared.telling().all(frame(session));
    }
  }

  private Frame frame(Session session) {
    if (session.phase() != Phase.WAITING) {
      return GameFrames.frame(seated(session.seated()));
    }
    long changes = shared.presence().changes();
    if (drawn == null || drawn.changes() != changes) {
      drawn = new Drawn(changes, GameFrames.frame(present()));
    }
    return drawn.frame();
  }

  private LobbyUpdated present() {
    return new LobbyUpdated(
        shared.presence().presentNames(shared.settings().lobbyNames()),
        shared.presence().presentCount());
  }

  /** Everybody with a seat plays. */
  private LobbyUpdated seated(Seats seats) {
    return new LobbyUpdated(
        seats.inOrder().stream()
            .limit(shared.settings().lobbyNames())
            .map(Seat::pseudonym)
            .toList(),
        seats.size());
  }
}
