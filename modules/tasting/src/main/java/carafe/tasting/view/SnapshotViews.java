package carafe.tasting.view;

import carafe.rules.score.RankingEntry;
import carafe.rules.session.Game;
import carafe.rules.session.Phase;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import carafe.rules.session.Tasting;
import carafe.tasting.wire.ToClient.HostStateSnapshot;
import carafe.tasting.wire.ToClient.ParticipantStateSnapshot;
import carafe.tasting.wire.ToClient.ServerStateSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages that bring a screen back after a reload (PROTOCOL.md, 3). Pure. */
public final class SnapshotViews {
  private SnapshotViews() {}

  public static ServerStateSnapshot server(Session session, String code) {
    return new ServerStateSnapshot(session.phase(), code, session.created().isPresent());
  }

  /**
   * What a host's screen needs.
   *
   * @param participants names to show: who is there while waiting, all seats later
   * @param totalCount participants connected or already answered
   */
  public static HostStateSnapshot host(
      Session session,
      String code,
      Tasting tasting,
      List<String> participants,
      int connectedCount,
      int totalCount,
      Standings standings,
      Instant now) {
    Optional<Moment> moment = Moment.of(session, now);
    Optional<Moment> revealed = moment.filter(Moment::revealed);
    Optional<Game> game = session.started();
    return new HostStateSnapshot(
        code,
        tasting.host(),
        session.phase(),
        participants,
        moment.map(m -> GameViews.question(m.game(), m.deadline())),
        rankings(session, standings.all()),
        tasting.plan().title(),
        tasting.plan().timerSeconds(),
        tasting.plan().wines(),
        game.map(Game::round).orElse(0),
        game.map(Game::question).orElse(0),
        tasting.plan().wines().size(),
        moment.flatMap(Moment::remaining).map(Duration::toMillis),
        moment.flatMap(Moment::deadline).map(Instant::toEpochMilli),
        moment.map(m -> m.answers().size()),
        moment.map(_ -> totalCount),
        connectedCount,
        revealed.map(m -> m.game().asked().correct()),
        revealed.map(m -> GameViews.results(m.game(), m.answers()).results()));
  }

  /** What one participant's screen needs. */
  public static ParticipantStateSnapshot participant(
      Session session, Seat seat, Standings standings, Instant now) {
    Optional<Moment> moment = Moment.of(session, now);
    Optional<Moment> revealed = moment.filter(Moment::revealed);
    boolean ranked = isRanked(session.phase());
    return new ParticipantStateSnapshot(
        seat.pseudonym(),
        session.phase(),
        moment.map(m -> GameViews.question(m.game(), m.deadline())),
        seat.score(),
        moment.flatMap(m -> GameViews.selected(m.answers(), seat)),
        moment.flatMap(Moment::remaining).map(Duration::toMillis),
        moment.flatMap(Moment::deadline).map(Instant::toEpochMilli),
        revealed.map(m -> m.game().asked().correct()),
        revealed.map(m -> GameViews.points(m.game(), m.answers(), seat)),
        ranked ? Optional.of(standings.cut()) : Optional.empty(),
        ranked ? Optional.of(standings.standing(seat.score())) : Optional.empty());
  }

  private static List<RankingEntry> rankings(Session session, List<RankingEntry> all) {
    return session.phase() == Phase.WAITING ? List.of() : all;
  }

  private static boolean isRanked(Phase phase) {
    return phase == Phase.ROUND_LEADERBOARD || phase == Phase.ENDED;
  }
}
