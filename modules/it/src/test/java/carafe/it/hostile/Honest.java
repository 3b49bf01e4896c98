package carafe.it.hostile;

import carafe.load.loop.Dialer;
import carafe.load.loop.Loop;
import carafe.load.loop.Target;
import carafe.load.loop.Trust;
import carafe.load.measure.Faults;
import carafe.load.measure.Latencies;
import carafe.load.measure.SelfWatch;
import carafe.load.plan.Tasting;
import carafe.load.play.Game;
import carafe.load.play.GameFailed;
import carafe.load.play.Lane;
import carafe.load.play.Venue;
import carafe.load.wire.ToldReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Honest people: a host and phones in one room, who want nothing but to play. */
final class Honest implements AutoCloseable {
  private static final Duration STEP_MAX = Duration.ofSeconds(60);

  private final int players;
  private final long nanosEachJoin;
  private final Loop loop = new Loop("honest", _ -> {}).start();
  private final Latencies latencies = new Latencies();
  private final Faults faults = new Faults();
  private final String code = freshCode();
  private final String lobby = freshCode();
  private final Game game;
  private final Game waiting;

  /**
   * @param joins in a second
   * @param think over which answers are spread
   */
  Honest(int port, int players, int joins, int questions, Duration think) {
    this.players = players;
    this.nanosEachJoin = 1_000_000_000L / joins;
    Dialer dialer = new Dialer(Target.of("ws://127.0.0.1:" + port), Trust.usual());
    Lane lane = new Lane(loop, new ToldReader());
    this.game = new Game(venue(dialer, lane, Tasting.of(1, questions), think), code, 0, players);
    // Its plan is so long that it arrives in pieces.
    Tasting longest = Tasting.of(Tasting.ROUNDS_MAX, Tasting.QUESTIONS_MAX);
    this.waiting = new Game(venue(dialer, lane, longest, think), lobby, players, 1);
  }

  private Venue venue(Dialer dialer, Lane lane, Tasting tasting, Duration think) {
    return new Venue(
        dialer,
        List.of(lane),
        tasting,
        think,
        STEP_MAX,
        Optional.empty(),
        false,
        latencies,
        faults,
        new SelfWatch(),
        _ -> {});
  }

  /** Ten digits: nobody else's session is on it but by a chance that can be neglected. */
  private static String freshCode() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L));
  }

  /** The host begins. */
  Honest create() throws GameFailed, InterruptedException {
    game.create();
    return this;
  }

  /** Another host begins, with the longest plan there may be, and waits for guests. */
  Honest openLobby() throws GameFailed, InterruptedException {
    waiting.create();
    return this;
  }

  /** Everybody joins. */
  Honest fill() throws GameFailed, InterruptedException {
    long now = System.nanoTime();
    game.fill(phone -> now + phone * nanosEachJoin);
    return this;
  }

  /** From the first question to the final leaderboard, which is checked. */
  void play() throws GameFailed, InterruptedException {
    game.play();
  }

  /** Of the session they play in. */
  String code() {
    return code;
  }

  /** Of the session that waits for guests. */
  String lobby() {
    return lobby;
  }

  int players() {
    return players;
  }

  Latencies latencies() {
    return latencies;
  }

  /** What did not come, or was wrong. */
  Map<String, Long> faults() {
    return faults.all();
  }

  @Override
  public void close() {
    game.leave();
    waiting.leave();
    loop.close();
  }
}
