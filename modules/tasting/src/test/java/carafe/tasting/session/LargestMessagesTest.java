package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rules.chance.Seed;
import carafe.rules.host.SessionEntry;
import carafe.rules.host.SessionEntry.Status;
import carafe.rules.identity.ParticipantId;
import carafe.rules.plan.PlanCheck;
import carafe.rules.session.Batch;
import carafe.rules.session.Command;
import carafe.rules.session.Seat;
import carafe.rules.session.Session;
import carafe.tasting.secret.Secrets;
import carafe.tasting.view.ListViews;
import carafe.tasting.view.SnapshotViews;
import carafe.tasting.view.Standings;
import carafe.tasting.wire.GameFrames;
import carafe.tasting.wire.ToClient;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * With the largest settings there may be, the largest messages fit between two nodes: what does not
 * is lost, the relay begins anew, and the room tells it again, for ever.
 */
class LargestMessagesTest {
  /** Setting pekko.remote.artery.advanced.maximum-frame-size of the program. */
  private static final int FRAME_BYTES_MAX = 4 << 20;

  /** What the message around a frame needs, generously. */
  private static final int AROUND = 16 << 10;

  /** Digits that scores and ranks may have beyond those they have here: 100 and 1. */
  private static final int MORE_DIGITS = 2 * 3 + 4;

  private static final int SESSIONS = 100;

  private static SessionSettings largest() {
    Config shipped = ConfigFactory.load();
    String settings = "carafe.session { max-participants = 25000, leaderboard-size = 500 }";
    return SessionSettings.from(
        ConfigFactory.parseString(settings).withFallback(shipped).getConfig("carafe"));
  }

  /** Everybody has joined, has answered right, and sees so. */
  private static Session revealed(int seats) {
    Session waiting = Sessions.created(Session.vacant(), Sessions.START, seats);
    Session open =
        Sessions.after(
            Batch.decide(waiting, IntStream.range(0, seats).mapToObj(i -> join(i)).toList())
                .session(),
            new Command.Start(new Seed("ab".repeat(32)), Sessions.START));
    var asked = open.started().orElseThrow().asked();
    List<Command> answers =
        open.seated()
            .all()
            .<Command>map(
                seat ->
                    new Command.SubmitAnswer(
                        seat.participant(), asked.id(), asked.correct(), Sessions.START))
            .toList();
    return Sessions.after(
        Batch.decide(open, answers).session(), new Command.Reveal(Sessions.START.plusSeconds(1)));
  }

  private static Command join(int number) {
    String name = "participant-" + number;
    return new Command.Join(
        new ParticipantId(name),
        Secrets.token(name),
        Secrets.connection(name),
        new Seed("%064x".formatted(number)),
        List.of(),
        Sessions.START);
  }

  @Test
  void aHostsSnapshotAtARevealFits() {
    int seats = largest().seatsMax();
    Session session = revealed(seats);
    ToClient snapshot =
        SnapshotViews.host(
            session,
            "4821",
            session.created().orElseThrow(),
            session.seated().inOrder().stream().map(Seat::pseudonym).toList(),
            seats,
            seats,
            Standings.of(session.seated(), largest().leaderboardSize()),
            Sessions.START);

    assertThat(GameFrames.frame(snapshot).wire().length())
        .isLessThan(FRAME_BYTES_MAX - PlanCheck.BYTES_MAX - AROUND - MORE_DIGITS * seats);
  }

  @Test
  void aHostsListFits() {
    int size = largest().leaderboardSize();
    Standings standings = Standings.of(revealed(size).seated(), size);
    SessionEntry entry =
        new SessionEntry(
            "4821004821",
            1,
            1,
            "\ud83c\udf77".repeat(200),
            Sessions.START.plus(Duration.ofMillis(1)),
            Status.ENDED,
            size,
            standings.cut());
    List<SessionEntry> sessions = IntStream.range(0, SESSIONS).mapToObj(_ -> entry).toList();

    assertThat(standings.cut()).hasSize(size);
    assertThat(GameFrames.frame(ListViews.list(sessions)).wire().length())
        .isLessThan(FRAME_BYTES_MAX - AROUND - MORE_DIGITS * size * SESSIONS);
  }
}
