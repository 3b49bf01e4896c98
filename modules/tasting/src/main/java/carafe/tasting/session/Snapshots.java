package carafe.tasting.session;

import carafe.rooms.frame.Frame;
import carafe.rooms.room.Link;
import carafe.rules.session.Phase;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import carafe.tasting.view.GameViews;
import carafe.tasting.view.SnapshotViews;
import carafe.tasting.view.Standings;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.ToClient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings one connection's screen to where the session stands: the snapshot of its role, then the
 * message of the phase once more, for clients that know only the event reference (PROTOCOL.md, 3).
 */
final class Snapshots {
  private final Shared shared;
  private final Ranking ranking;
  private final LobbyNews lobby;
  private final AnswerNews answers;
  private @Nullable Drawn drawn;

  /** What visitors see, as a frame: good until that changes, for all who come meanwhile. */
  private record Drawn(ToClient.ServerStateSnapshot snapshot, Frame frame) {}

  Snapshots(Shared shared, Ranking ranking, LobbyNews lobby, AnswerNews answers) {
    this.shared = shared;
    this.ranking = ranking;
    this.lobby = lobby;
    this.answers = answers;
  }

  /** To everybody who connects, before anything else. */
  void visitor(Link link, Session session) {
    shared.telling().tell(link, forVisitors(session));
  }

  private Frame forVisitors(Session session) {
    ToClient.ServerStateSnapshot snapshot = SnapshotViews.server(session, shared.code());
    if (drawn == null || !drawn.snapshot().equals(snapshot)) {
      drawn = new Drawn(snapshot, GameFrames.frame(snapshot));
    }
    return drawn.frame();
  }

  /** A session was created: whoever is not its host sees what is on the code now. */
  void everybodyElse(Session session) {
    Presence presence = shared.presence();
    shared.telling().tell(presence.visitors(), forVisitors(session));
    shared.telling().tell(presence.watchers(), forVisitors(session));
  }

  void host(Link link, Session session, Tasting tasting) {
    tell(
        link,
        SnapshotViews.host(
            session,
            shared.code(),
            tasting,
            names(session),
            shared.presence().players(),
            answers.expected(session),
            ranking.of(session),
            shared.now()));
    switch (session) {
      case Session.Vacant _, Session.QuestionOpen _ -> {}
      case Session.Waiting _ -> lobby.tell(link, session);
      case Session.QuestionPaused s -> paused(link, s);
      case Session.QuestionRevealed s -> tell(link, GameViews.results(s.game(), s.answers()));
      case Session.RoundLeaderboard s ->
          tell(link, GameViews.hostRoundLeaderboard(s.game(), ranking.of(session)));
      case Session.Ended _ -> ended(link, GameViews.hostFinalLeaderboard(ranking.of(session)));
    }
  }

  private List<String> names(Session session) {
    return session.phase() == Phase.WAITING
        ? shared.presence().presentNames(Integer.MAX_VALUE)
        : session.seated().inOrder().stream().map(Seat::pseudonym).toList();
  }

  void participant(Link link, Session session, Seat seat) {
    tell(link, SnapshotViews.participant(session, seat, ranking.of(session), shared.now()));
    phase(link, session, Optional.of(seat));
  }

  /** A big screen has no snapshot of its own: it gets what it would have got. */
  void watcher(Link link, Session session) {
    switch (session) {
      case Session.Vacant _, Session.Waiting _, Session.RoundLeaderboard _, Session.Ended _ -> {}
      case Session.QuestionOpen s -> tell(link, GameViews.gameQuestion(s));
      case Session.QuestionPaused s -> tell(link, GameViews.stoppedQuestion(s.game()));
      case Session.QuestionRevealed s -> tell(link, GameViews.stoppedQuestion(s.game()));
    }
    phase(link, session, Optional.empty());
    answers.tell(link, session);
    GameViews.tick(session, shared.now()).ifPresent(tick -> tell(link, tick));
  }

  private void phase(Link link, Session session, Optional<Seat> seat) {
    switch (session) {
      case Session.Vacant _, Session.Waiting _ -> lobby.tell(link, session);
      case Session.QuestionOpen _ -> {}
      case Session.QuestionPaused s -> paused(link, s);
      case Session.QuestionRevealed s ->
          tell(link, GameViews.revealed(s.game(), s.answers(), seat));
      case Session.RoundLeaderboard s ->
          tell(
              link,
              GameViews.roundLeaderboard(s.game(), ranking.of(session), standing(session, seat)));
      case Session.Ended _ ->
          ended(link, GameViews.finalLeaderboard(ranking.of(session), standing(session, seat)));
    }
  }

  private Optional<ToClient.Standing> standing(Session session, Optional<Seat> seat) {
    Standings standings = ranking.of(session);
    return seat.map(own -> standings.standing(own.score()));
  }

  private void paused(Link link, Session.QuestionPaused session) {
    tell(link, new ToClient.TimerPaused(session.remaining().toMillis()));
  }

  private void ended(Link link, ToClient.FinalLeaderboard leaderboard) {
    tell(link, leaderboard);
    tell(link, new ToClient.SessionEnded());
  }

  private void tell(Link link, ToClient message) {
    shared.telling().tell(link, message);
  }
}
