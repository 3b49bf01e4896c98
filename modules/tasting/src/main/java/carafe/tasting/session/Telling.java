package carafe.tasting.session;

import carafe.rooms.frame.Frame;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import carafe.rules.session.Answers;
import carafe.rules.session.Event;
import carafe.rules.session.Game;
import carafe.rules.session.Phase;
import carafe.rules.session.Seat;
import carafe.rules.session.Seats;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import carafe.tasting.view.GameViews;
import carafe.tasting.view.SnapshotViews;
import carafe.tasting.view.Standings;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.ToClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Says to everybody in the room what is theirs to know, grouped by content. */
final class Telling {
  private final String code;
  private final SessionSettings settings;
  private final Audience audience;
  private final Presence presence;
  private Optional<Ranked> ranked = Optional.empty();

  /** Standings are the same as long as the seats are. */
  private record Ranked(Seats seats, Standings standings) {}

  Telling(String code, SessionSettings settings, Audience audience, Presence presence) {
    this.code = code;
    this.settings = settings;
    this.audience = audience;
    this.presence = presence;
  }

  // --- one connection ---

  void tell(Link link, ToClient message) {
    audience.tell(GameFrames.frame(message), link);
  }

  void welcome(Link link, Session session) {
    tell(link, SnapshotViews.server(session, code));
  }

  /** Everybody is a visitor of what is on the code now. */
  void welcomeAll(Session session) {
    if (audience.size() > 0) {
      audience.tellAll(GameFrames.frame(SnapshotViews.server(session, code)));
    }
  }

  void hostSnapshot(Link link, Session session, Tasting tasting, Instant now) {
    boolean lobby = session.phase() == Phase.WAITING;
    List<String> names =
        lobby
            ? presence.presentNames(Integer.MAX_VALUE)
            : session.seated().inOrder().stream().map(Seat::pseudonym).toList();
    tell(
        link,
        SnapshotViews.host(
            session,
            code,
            tasting,
            names,
            presence.players(),
            expectedAnswers(session),
            standings(session),
            now));
    tellPhase(link, session, Optional.empty());
  }

  void participantSnapshot(Link link, Session session, Seat seat, Instant now) {
    tell(link, SnapshotViews.participant(session, seat, standings(session), now));
    tellPhase(link, session, Optional.of(seat));
  }

  /** The message of the current phase once more, for clients that know only the seed's fields. */
  private void tellPhase(Link link, Session session, Optional<Seat> seat) {
    boolean host = presence.role(link) instanceof Role.Host;
    switch (session) {
      case Session.Vacant _, Session.Waiting _, Session.QuestionOpen _ -> {}
      case Session.QuestionPaused s ->
          tell(link, new ToClient.TimerPaused(s.remaining().toMillis()));
      case Session.QuestionRevealed s -> {
        if (host) {
          tell(link, GameViews.results(s.game(), s.answers()));
        } else {
          tell(link, revealed(s.game(), s.answers(), seat));
        }
      }
      case Session.RoundLeaderboard s -> {
        Standings standings = standings(session);
        tell(
            link,
            host
                ? GameViews.hostRoundLeaderboard(s.game(), standings)
                : GameViews.roundLeaderboard(
                    s.game(), standings, seat.map(own -> standings.standing(own.score()))));
      }
      case Session.Ended _ -> {
        Standings standings = standings(session);
        tell(
            link,
            new ToClient.FinalLeaderboard(
                host ? standings.all() : standings.cut(),
                seat.map(own -> standings.standing(own.score()))));
        tell(link, new ToClient.SessionEnded());
      }
    }
  }

  /** A big screen begins: the lobby or the phase as it stands. */
  void watcherSnapshot(Link link, Session session, Instant now) {
    switch (session) {
      case Session.Vacant _, Session.Waiting _ -> tell(link, lobby(session));
      case Session.QuestionOpen s -> tell(link, GameViews.gameQuestion(s));
      case Session.QuestionPaused s -> {
        tell(link, new ToClient.GameQuestion(GameViews.question(s.game(), Optional.empty())));
        tellPhase(link, session, Optional.empty());
      }
      case Session.QuestionRevealed s -> {
        tell(link, new ToClient.GameQuestion(GameViews.question(s.game(), Optional.empty())));
        tellPhase(link, session, Optional.empty());
      }
      case Session.RoundLeaderboard _, Session.Ended _ ->
          tellPhase(link, session, Optional.empty());
    }
    GameViews.tick(session, now).ifPresent(tick -> tell(link, tick));
  }

  // --- everybody ---

  /** What has happened, to whom it concerns. */
  void announce(Event event, Session after) {
    switch (event) {
      case Event.GameStarted _ -> all(new ToClient.GameStarted());
      case Event.QuestionOpened _ -> {
        if (after instanceof Session.QuestionOpen s) {
          all(GameViews.gameQuestion(s));
        }
      }
      case Event.QuestionPaused e -> all(new ToClient.TimerPaused(e.remaining().toMillis()));
      case Event.QuestionResumed e ->
          all(
              new ToClient.TimerResumed(
                  Duration.between(e.at(), e.deadline()).toMillis(), e.deadline().toEpochMilli()));
      case Event.QuestionRevealed _ -> {
        if (after instanceof Session.QuestionRevealed s) {
          reveal(s);
        }
      }
      case Event.RoundFinished _ -> {
        if (after instanceof Session.RoundLeaderboard s) {
          Standings standings = standings(after);
          leaderboard(
              after,
              GameViews.hostRoundLeaderboard(s.game(), standings),
              me -> GameViews.roundLeaderboard(s.game(), standings, me));
        }
      }
      case Event.SessionEnded _ -> {
        Standings standings = standings(after);
        leaderboard(
            after,
            new ToClient.FinalLeaderboard(standings.all(), Optional.empty()),
            me -> new ToClient.FinalLeaderboard(standings.cut(), me));
        all(new ToClient.SessionEnded());
      }
      case Event.CodeReserved _,
          Event.SessionCreated _,
          Event.SessionUpdated _,
          Event.ParticipantsJoined _,
          Event.TokensRenewed _,
          Event.SeatsGivenUp _,
          Event.AnswersSubmitted _,
          Event.HostLeft _,
          Event.HostReturned _ -> {}
    }
  }

  void all(ToClient.ToEverybody message) {
    if (audience.size() > 0) {
      audience.tellAll(GameFrames.frame(message));
    }
  }

  void lobbyToAll(Session session) {
    all(lobby(session));
  }

  /** Who is there while waiting, everybody with a seat once the game has started. */
  private ToClient.LobbyUpdated lobby(Session session) {
    if (session.phase() == Phase.WAITING) {
      return new ToClient.LobbyUpdated(
          presence.presentNames(settings.lobbyNames()), presence.presentCount());
    }
    Seats seats = session.seated();
    return new ToClient.LobbyUpdated(
        seats.inOrder().stream().limit(settings.lobbyNames()).map(Seat::pseudonym).toList(),
        seats.size());
  }

  void answered(Session session) {
    Answers answers = answers(session);
    Frame frame =
        GameFrames.frame(
            new ToClient.ParticipantAnswered(answers.size(), expectedAnswers(session)));
    tell(frame, presence.hosts());
    tell(frame, presence.watchers());
  }

  /** Participants connected or already answered: whose answers could still come or have come. */
  int expectedAnswers(Session session) {
    Answers answers = answers(session);
    long gone = answers.all().filter(answer -> !presence.isConnected(answer.participant())).count();
    return presence.players() + (int) gone;
  }

  /** Whether nobody who is connected can still be waited for. */
  boolean haveAllAnswered(Session session) {
    Answers answers = answers(session);
    return answers.size() >= presence.players()
        && presence.allPlayers(participant -> answers.of(participant).isPresent());
  }

  Answers answers(Session session) {
    return switch (session) {
      case Session.QuestionOpen s -> s.answers();
      case Session.QuestionPaused s -> s.answers();
      case Session.QuestionRevealed s -> s.answers();
      case Session.Vacant _, Session.Waiting _, Session.RoundLeaderboard _, Session.Ended _ ->
          Answers.none();
    };
  }

  private void reveal(Session.QuestionRevealed session) {
    Game game = session.game();
    Answers answers = session.answers();
    Map<ToClient, List<Link>> results = new HashMap<>();
    forEachPlayer(
        game.seats(),
        (seat, links) ->
            results
                .computeIfAbsent(revealed(game, answers, Optional.of(seat)), _ -> new ArrayList<>())
                .addAll(links));
    results.forEach((message, links) -> tell(GameFrames.frame(message), links));
    if (!presence.watchers().isEmpty()) {
      tell(GameFrames.frame(revealed(game, answers, Optional.empty())), presence.watchers());
    }
    if (!presence.hosts().isEmpty()) {
      tell(GameFrames.frame(GameViews.results(game, answers)), presence.hosts());
    }
  }

  private static ToClient revealed(Game game, Answers answers, Optional<Seat> seat) {
    String correct = game.asked().correct();
    return seat.<ToClient>map(
            own ->
                new ToClient.ParticipantAnswerRevealed(
                    correct, GameViews.points(game, answers, own), own.score()))
        .orElseGet(() -> new ToClient.WatcherAnswerRevealed(correct));
  }

  private void leaderboard(
      Session session,
      ToClient forHosts,
      Function<Optional<ToClient.Standing>, ToClient> forOthers) {
    Standings standings = standings(session);
    Map<Integer, List<Link>> byScore = new HashMap<>();
    forEachPlayer(
        session.seated(),
        (seat, links) ->
            byScore.computeIfAbsent(seat.score(), _ -> new ArrayList<>()).addAll(links));
    byScore.forEach(
        (score, links) ->
            tell(GameFrames.frame(forOthers.apply(Optional.of(standings.standing(score)))), links));
    if (!presence.watchers().isEmpty()) {
      tell(GameFrames.frame(forOthers.apply(Optional.empty())), presence.watchers());
    }
    if (!presence.hosts().isEmpty()) {
      tell(GameFrames.frame(forHosts), presence.hosts());
    }
  }

  private void forEachPlayer(Seats seats, BiConsumer<Seat, Collection<Link>> each) {
    presence.forEachPlayer(
        (participant, links) -> seats.of(participant).ifPresent(seat -> each.accept(seat, links)));
  }

  void tell(Frame frame, Collection<Link> links) {
    if (!links.isEmpty()) {
      audience.tell(frame, links);
    }
  }

  @SuppressWarnings(
      "ReferenceEquality") // the same seats rank the same; equal ones may be ranked twice
  Standings standings(Session session) {
    Seats seats = session.seated();
    if (ranked.isEmpty() || ranked.get().seats() != seats) {
      ranked = Optional.of(new Ranked(seats, Standings.of(seats, settings.leaderboardSize())));
    }
    return ranked.get().standings();
  }
}
