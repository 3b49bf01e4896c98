package carafe.tasting.view;

import carafe.rules.session.Answer;
import carafe.rules.session.Answers;
import carafe.rules.session.Asked;
import carafe.rules.session.Game;
import carafe.rules.session.Round;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import carafe.rules.session.Session.QuestionOpen;
import carafe.rules.session.Session.QuestionPaused;
import carafe.tasting.wire.ToClient;
import carafe.tasting.wire.ToClient.FinalLeaderboard;
import carafe.tasting.wire.ToClient.GameQuestion;
import carafe.tasting.wire.ToClient.HostAnswerRevealed;
import carafe.tasting.wire.ToClient.ParticipantAnswerRevealed;
import carafe.tasting.wire.ToClient.QuestionPayload;
import carafe.tasting.wire.ToClient.Result;
import carafe.tasting.wire.ToClient.RoundLeaderboard;
import carafe.tasting.wire.ToClient.Standing;
import carafe.tasting.wire.ToClient.TimerTick;
import carafe.tasting.wire.ToClient.WatcherAnswerRevealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The game's messages as they follow from a session's state. Pure. */
public final class GameViews {
  private GameViews() {}

  /**
   * The question on the screen.
   *
   * @param deadline absent unless it is open
   */
  public static QuestionPayload question(Game game, Optional<Instant> deadline) {
    Asked asked = game.asked();
    Round round = game.rounds().get(game.round());
    return new QuestionPayload(
        asked.id(),
        asked.category().prompt(),
        asked.category(),
        asked.options(),
        game.round(),
        game.question(),
        round.questions().size(),
        game.rounds().size(),
        game.tasting().plan().timer().toMillis(),
        deadline.map(Instant::toEpochMilli));
  }

  public static GameQuestion gameQuestion(QuestionOpen session) {
    return new GameQuestion(question(session.game(), Optional.of(session.deadline())));
  }

  /** The question once more while its clock stands still. */
  public static GameQuestion stoppedQuestion(Game game) {
    return new GameQuestion(question(game, Optional.empty()));
  }

  /** The clock of an open or paused question; other phases have none. */
  public static Optional<TimerTick> tick(Session session, Instant now) {
    return switch (session) {
      case QuestionOpen s ->
          Optional.of(
              new TimerTick(
                  Moment.remaining(s.deadline(), now).toMillis(),
                  Optional.of(s.deadline().toEpochMilli())));
      case QuestionPaused s ->
          Optional.of(new TimerTick(s.remaining().toMillis(), Optional.empty()));
      case Session.Vacant _,
          Session.Waiting _,
          Session.QuestionRevealed _,
          Session.RoundLeaderboard _,
          Session.Ended _ ->
          Optional.empty();
    };
  }

  /** What the reveal gives one seat, whose score counts it already. */
  public static int points(Game game, Answers answers, Seat seat) {
    return answers
        .of(seat.participant())
        .map(Answer::option)
        .map(game.asked()::pointsFor)
        .orElse(0);
  }

  /** Everybody's result, in order of joining. */
  public static HostAnswerRevealed results(Game game, Answers answers) {
    List<Result> results =
        game.seats().inOrder().stream()
            .map(seat -> new Result(seat.pseudonym(), points(game, answers, seat), seat.score()))
            .toList();
    return new HostAnswerRevealed(game.asked().correct(), results);
  }

  static Optional<String> selected(Answers answers, Seat seat) {
    return answers.of(seat.participant()).map(Answer::option);
  }

  /** The reveal as one participant gets it, or somebody without a seat. */
  public static ToClient revealed(Game game, Answers answers, Optional<Seat> seat) {
    String correct = game.asked().correct();
    return seat.<ToClient>map(
            own -> new ParticipantAnswerRevealed(correct, points(game, answers, own), own.score()))
        .orElseGet(() -> new WatcherAnswerRevealed(correct));
  }

  /** The leaderboard with everybody on it, for hosts. */
  public static RoundLeaderboard hostRoundLeaderboard(Game game, Standings standings) {
    return new RoundLeaderboard(
        standings.all(), game.round(), game.rounds().size(), Optional.empty());
  }

  /** The leaderboard cut, for somebody with this standing or with none. */
  public static RoundLeaderboard roundLeaderboard(
      Game game, Standings standings, Optional<Standing> me) {
    return new RoundLeaderboard(standings.cut(), game.round(), game.rounds().size(), me);
  }

  /** The last leaderboard with everybody on it, for hosts. */
  public static FinalLeaderboard hostFinalLeaderboard(Standings standings) {
    return new FinalLeaderboard(standings.all(), Optional.empty());
  }

  /** The last leaderboard cut, for somebody with this standing or with none. */
  public static FinalLeaderboard finalLeaderboard(Standings standings, Optional<Standing> me) {
    return new FinalLeaderboard(standings.cut(), me);
  }
}
