package carafe.it.soak;

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
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Honest people: at each table one game follows another, each in a room of its own; at some of them
 * everybody's connection breaks in every question. How many tables there are can be changed.
 */
final class Tables implements AutoCloseable {
  /** Rooms whose game is over, that somebody may come back to. */
  private static final int OLD_CODES_MAX = 10_000;

  private static final int HALL_PLAYERS = 100;
  private static final int HALL_QUESTIONS = 20;
  private static final int PLAYERS_MIN = 4;
  private static final int PLAYERS_MAX = 40;
  private static final long NANOS_EACH_JOIN = 20_000_000;
  private static final Duration THINK = Duration.ofSeconds(2);
  private static final Duration STEP_MAX = Duration.ofSeconds(60);
  private static final Duration BACK_WITHIN = Duration.ofMillis(500);

  /** Of so many games in one everybody is cut off and comes back. */
  private static final int BREAKS_EVERY = 4;

  private final Loop loop = new Loop("carafe-soak", _ -> {}).start();
  private final Lane lane = new Lane(loop, new ToldReader());
  private final Dialer dialer;
  private final Faults faults = new Faults();
  private final Latencies latencies = new Latencies();
  private final SelfWatch watch = new SelfWatch();
  private final AtomicInteger wanted = new AtomicInteger();
  private final AtomicInteger there = new AtomicInteger();
  private final AtomicInteger played = new AtomicInteger();
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<String> old = new ConcurrentLinkedQueue<>();
  private final AtomicInteger oldCount = new AtomicInteger();

  Tables(int port) {
    dialer = new Dialer(Target.of("ws://127.0.0.1:" + port), Trust.usual());
  }

  /** From now on; those that are one too many end after their game. */
  void want(int tables) {
    wanted.set(tables);
    while (there.get() < wanted.get()) {
      there.incrementAndGet();
      Thread.ofVirtual().name("table").start(this::table);
    }
  }

  int wanted() {
    return wanted.get();
  }

  private void table() {
    while (stays()) {
      boolean breaks = ThreadLocalRandom.current().nextInt(BREAKS_EVERY) == 0;
      int players = ThreadLocalRandom.current().nextInt(PLAYERS_MIN, PLAYERS_MAX + 1);
      evening(
          venue(Tasting.of(2, 3), breaks ? Optional.of(BACK_WITHIN) : Optional.empty()), players);
    }
  }

  /** One that does not stay is counted no more. */
  private boolean stays() {
    while (true) {
      int now = there.get();
      if (now <= wanted.get()) {
        return true;
      }
      if (there.compareAndSet(now, now - 1)) {
        return false;
      }
    }
  }

  private Venue venue(Tasting tasting, Optional<Duration> back) {
    return new Venue(
        dialer,
        List.of(lane),
        tasting,
        THINK,
        STEP_MAX,
        back,
        false,
        latencies,
        faults,
        watch,
        _ -> {});
  }

  private void evening(Venue venue, int players) {
    evening(venue, players, code());
  }

  /** One game of many questions, at no table: whoever wants may watch it. */
  void hall(String code) {
    evening(venue(Tasting.of(1, HALL_QUESTIONS), Optional.empty()), HALL_PLAYERS, code);
  }

  /** A session that waits for guests. The host is gone when this is closed. */
  AutoCloseable lobby(String code) throws GameFailed, InterruptedException {
    Game game = new Game(venue(Tasting.of(1, 1), Optional.empty()), code, 0, 1);
    game.create();
    return game::leave;
  }

  /** One game, from the first guest to the last. */
  private void evening(Venue venue, int players, String code) {
    int first = number.getAndAdd(players);
    Game game = new Game(venue, code, first, players);
    try {
      game.create();
      long now = System.nanoTime();
      game.fill(phone -> now + (phone - first) * NANOS_EACH_JOIN);
      game.play();
      played.incrementAndGet();
    } catch (GameFailed e) {
      faults.count(e.why());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      game.leave();
    }
    remember(code);
  }

  private void remember(String code) {
    old.add(code);
    if (oldCount.incrementAndGet() > OLD_CODES_MAX) {
      old.remove();
      oldCount.decrementAndGet();
    }
  }

  /** Ten digits: nobody else's session is on it but by a chance that can be neglected. */
  static String code() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L));
  }

  /** The room whose game has been over for longest among those not asked for yet. */
  Optional<String> oldRoom() {
    Optional<String> code = Optional.ofNullable(old.poll());
    code.ifPresent(_ -> oldCount.decrementAndGet());
    return code;
  }

  int played() {
    return played.get();
  }

  Loop loop() {
    return loop;
  }

  Dialer dialer() {
    return dialer;
  }

  Latencies latencies() {
    return latencies;
  }

  /** What honest people had to complain of. */
  Faults faults() {
    return faults;
  }

  /** After the games that are played now. */
  void end() throws InterruptedException {
    want(0);
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (there.get() > 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(there + " tables do not end");
      }
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
