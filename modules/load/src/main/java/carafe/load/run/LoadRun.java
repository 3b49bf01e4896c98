package carafe.load.run;

import carafe.load.loop.Dialer;
import carafe.load.loop.Loop;
import carafe.load.loop.Trust;
import carafe.load.measure.Bottleneck;
import carafe.load.measure.Faults;
import carafe.load.measure.Latencies;
import carafe.load.measure.Measure;
import carafe.load.measure.SelfWatch;
import carafe.load.plan.Tasting;
import carafe.load.play.Game;
import carafe.load.play.GameFailed;
import carafe.load.play.Lane;
import carafe.load.play.Venue;
import carafe.load.wire.ToldReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** One run: starts loops, has all games played side by side, and says what came of it. */
public final class LoadRun {
  private static final Duration FAREWELL = Duration.ofSeconds(3);
  private static final long LOOK_AGAIN_MS = 20;

  /** A part of a game's script. */
  private interface Act {
    void play(Game game) throws GameFailed, InterruptedException;
  }

  private final Scenario scenario;
  private final Latencies latencies = new Latencies();
  private final Faults faults = new Faults();
  private final SelfWatch watch = new SelfWatch();
  private final StepLog steps;
  private final Timeline timeline = new Timeline();
  private final List<Lane> lanes = new ArrayList<>();
  private final AtomicInteger finished = new AtomicInteger();
  private final Instant startedAt = Instant.now();
  private final long began = System.nanoTime();
  private volatile String phase = "beginning";
  private volatile long playBegan;
  private volatile long playEnded;
  private boolean interrupted;

  public LoadRun(Scenario scenario) {
    this.scenario = scenario;
    this.steps = new StepLog(scenario.rooms() == 1);
  }

  /** Until everything is over; an interrupt ends it with what there is. */
  public Result play() {
    for (int i = 0; i < scenario.loops(); i++) {
      Loop loop = new Loop("carafe-load-" + i, watch::late).start();
      watch.watch(loop);
      lanes.add(new Lane(loop, new ToldReader()));
    }
    List<Game> games = games();
    try {
      evening(games);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    end(games);
    return result();
  }

  private List<Game> games() {
    Venue venue =
        new Venue(
            new Dialer(scenario.target(), scenario.trusting() ? Trust.blind() : Trust.usual()),
            lanes,
            Tasting.of(scenario.rounds(), scenario.questions()),
            scenario.think(),
            scenario.timeout(),
            scenario.back(),
            scenario.rooms() == 1,
            latencies,
            faults,
            watch,
            steps);
    List<Game> games = new ArrayList<>();
    for (int i = 0; i < scenario.rooms(); i++) {
      games.add(new Game(venue, code(), i * scenario.players(), scenario.players()));
    }
    return games;
  }

  /** Ten digits: nobody else's session is on it but by a chance that can be neglected. */
  private static String code() {
    return Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L));
  }

  private void evening(List<Game> games) throws InterruptedException {
    double nanosEach = 1e9 / scenario.ramp();
    long create = System.nanoTime();
    AtomicInteger nth = new AtomicInteger();
    List<Game> created =
        all(
            "creating rooms",
            games,
            game -> {
              sleepUntil(create + (long) (nth.getAndIncrement() * nanosEach));
              game.create();
            });
    long fill = System.nanoTime();
    List<Game> full =
        all("filling", created, game -> game.fill(phone -> fill + (long) (phone * nanosEach)));
    playBegan = System.nanoTime();
    all(
        "playing",
        full,
        game -> {
          game.play();
          finished.incrementAndGet();
        });
    playEnded = System.nanoTime();
  }

  private static void sleepUntil(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  /** Side by side; those with which it went well. */
  private List<Game> all(String name, List<Game> games, Act act) throws InterruptedException {
    watch.phase(name);
    phase = name;
    List<Game> well = new ArrayList<>();
    List<Callable<Void>> acts = new ArrayList<>();
    for (Game game : games) {
      acts.add(
          () -> {
            try {
              act.play(game);
              synchronized (well) {
                well.add(game);
              }
            } catch (GameFailed e) {
              faults.count(e.why());
            }
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(acts)) {
        if (done.state() == java.util.concurrent.Future.State.FAILED) {
          throw new IllegalStateException("a bug of the tool", done.exceptionNow());
        }
      }
    }
    synchronized (well) {
      return List.copyOf(well);
    }
  }

  private void end(List<Game> games) {
    watch.endPhase();
    phase = "leaving";
    if (playBegan != 0 && playEnded == 0) {
      playEnded = System.nanoTime();
    }
    games.forEach(Game::leave);
    long deadline = System.nanoTime() + FAREWELL.toNanos();
    try {
      while (links() > 0 && System.nanoTime() < deadline) {
        Thread.sleep(LOOK_AGAIN_MS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    lanes.forEach(lane -> lane.loop().close());
  }

  private Result result() {
    Map<Measure, Histogram> copies = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      copies.put(measure, latencies.copy(measure));
    }
    List<String> notes = new ArrayList<>();
    if (scenario.target().isLoopback()) {
      notes.add(
          "Server and tool shared this machine: each took from the other. For figures of the server"
              + " alone run the tool elsewhere.");
    }
    return new Result(
        scenario,
        startedAt,
        (System.nanoTime() - began) / 1e9,
        interrupted,
        finished.get(),
        (playEnded - playBegan) / 1e9,
        steps.totals(),
        steps.details(),
        copies,
        faults.all(),
        watch.phases(),
        watch.stretches(),
        Bottleneck.sentences(watch.phases(), watch.stretches()),
        notes,
        timeline.samples());
  }

  // ---- for whoever watches

  /** How it stands now; is kept for the result. */
  public Sample look() {
    Sample sample =
        new Sample(
            (System.nanoTime() - began) / 1e9,
            phase,
            links(),
            latencies.copy(Measure.JOIN).getTotalCount(),
            latencies.copy(Measure.ANSWER).getTotalCount(),
            lanes.stream().mapToLong(lane -> lane.loop().frames()).sum(),
            faults.total());
    timeline.add(sample);
    return sample;
  }

  public Scenario scenario() {
    return scenario;
  }

  private int links() {
    return lanes.stream().mapToInt(lane -> lane.loop().links()).sum();
  }
}
