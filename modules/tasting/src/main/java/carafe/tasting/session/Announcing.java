package carafe.tasting.session;

import carafe.rooms.room.Link;
import carafe.rules.session.Answers;
import carafe.rules.session.Event;
import carafe.rules.session.Game;
import carafe.rules.session.Phase;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import carafe.tasting.view.GameViews;
import carafe.tasting.view.Standings;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what has happened to whom it concerns, once it is stored. What differs from participant to
 * participant is grouped by content: there are few different results, however many get them.
 */
final class Announcing {
  private final Shared shared;
  private final Ranking ranking;
  private final Roles roles;
  private final LobbyNews lobby;
  private final AnswerNews answers;

  Announcing(Shared shared, Ranking ranking, Roles roles, LobbyNews lobby, AnswerNews answers) {
    this.shared = shared;
    this.ranking = ranking;
    this.roles = roles;
    this.lobby = lobby;
    this.answers = answers;
  }

  /**
   * These events, stored in one go, led from one state to the other. What their askers are told
   * personally is not said here.
   */
  void announce(List<Event> events, Session before, Session after) {
    shared.telling().together(() -> events.forEach(event -> announce(event, before, after)));
  }

  private void announce(Event event, Session before, Session after) {
    switch (event) {
      case Event.SessionCreated e -> roles.begin(e.number());
      case Event.SeatsGivenUp(var participants, _) ->
          participants.forEach(
              participant -> before.seated().of(participant).ifPresent(roles::givenUp));
      case Event.GameStarted _ -> {
        lobby.last(after);
        shared.telling().all(new ToClient.GameStarted());
      }
      case Event.QuestionOpened _ -> {
        if (after instanceof Session.QuestionOpen s) {
          shared.telling().all(GameViews.gameQuestion(s));
        }
      }
      case Event.QuestionPaused e ->
          shared.telling().all(new ToClient.TimerPaused(e.remaining().toMillis()));
      case Event.QuestionResumed e ->
          shared
              .telling()
              .all(
                  new ToClient.TimerResumed(
                      Duration.between(e.at(), e.deadline()).toMillis(),
                      e.deadline().toEpochMilli()));
      case Event.QuestionRevealed _ -> {
        // when the end comes in the same go, the state after it tells no results
        Session revealed = after.phase() == Phase.ENDED ? Session.evolve(before, event) : after;
        answers.last(revealed);
        if (revealed instanceof Session.QuestionRevealed s) {
          reveal(s);
        }
      }
      case Event.RoundFinished _ -> {
        if (after instanceof Session.RoundLeaderboard s) {
          Standings standings = ranking.of(after);
          leaderboard(
              after,
              GameViews.hostRoundLeaderboard(s.game(), standings),
              me -> GameViews.roundLeaderboard(s.game(), standings, me));
        }
      }
      case Event.SessionEnded _ -> {
        Standings standings = ranking.of(after);
        leaderboard(
            after,
            GameViews.hostFinalLeaderboard(standings),
            me -> GameViews.finalLeaderboard(standings, me));
        shared.telling().all(new ToClient.SessionEnded());
      }
      case Event.CodeReserved _,
          Event.SessionUpdated _,
          Event.ParticipantsJoined _,
          Event.TokensRenewed _,
          Event.AnswersSubmitted _,
          Event.HostLeft _,
          Event.HostReturned _ -> {}
    }
  }

  private void reveal(Session.QuestionRevealed session) {
    Game game = session.game();
    Answers given = session.answers();
    tellPlayers(session, seat -> GameViews.revealed(game, given, Optional.of(seat)));
    shared
        .telling()
        .tell(shared.presence().watchers(), GameViews.revealed(game, given, Optional.empty()));
    if (!shared.presence().hosts().isEmpty()) {
      shared.telling().tell(shared.presence().hosts(), GameViews.results(game, given));
    }
  }

  /** Whoever has no seat sees the leaderboard as a big screen does. */
  private void leaderboard(
      Session session, ToClient forHosts, Function<Optional<Standing>, ToClient> forOthers) {
    Standings standings = ranking.of(session);
    tellPlayers(
        session, Seat::score, score -> forOthers.apply(Optional.of(standings.standing(score))));
    ToClient forAnybody = forOthers.apply(Optional.empty());
    shared.telling().tell(shared.presence().watchers(), forAnybody);
    shared.telling().tell(shared.presence().visitors(), forAnybody);
    shared.telling().tell(shared.presence().hosts(), forHosts);
  }

  private void tellPlayers(Session session, Function<Seat, ToClient> message) {
    tellPlayers(session, message, Function.identity());
  }

  /** One message for all participants of a kind. */
  private <K> void tellPlayers(
      Session session, Function<Seat, K> kind, Function<K, ToClient> message) {
    Map<K, List<Link>> links = new HashMap<>();
    shared
        .presence()
        .forEachPlayer(
            (participant, theirs) ->
                session
                    .seated()
                    .of(participant)
                    .ifPresent(seat -> add(links, kind.apply(seat), theirs)));
    links.forEach((of, receivers) -> shared.telling().tell(receivers, message.apply(of)));
  }

  private static <K> void add(Map<K, List<Link>> links, K kind, Collection<Link> more) {
    links.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(more);
  }
}
