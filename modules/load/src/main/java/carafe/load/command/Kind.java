package carafe.load.command;

import carafe.load.loop.Sources;
import carafe.load.loop.Target;
import carafe.load.measure.Descriptors;
import carafe.load.plan.Tasting;
import carafe.load.run.Scenario;
import java.time.Duration;
import java.util.Optional;

/**
 * What the three kinds of load differ in.
 *
 * @param back over how long phones come back; empty: they stay
 */
record Kind(String name, int rooms, int players, Optional<String> back) {
  private static final int ROOMS_MAX = 100_000;
  private static final int PLAYERS_MAX = 1_000_000;
  private static final int LOOPS_MAX = 64;

  /** The last of all connections is due in a time that nanoseconds can tell. */
  private static final double RAMP_MIN = 0.001;

  private static final double RAMP_MAX = 1_000_000;

  /** The server reveals after this time by itself. */
  private static final Duration QUESTION = Duration.ofSeconds(Tasting.TIMER_SECONDS);

  /** Over how much of it what the phones do may be spread. */
  private static final Duration SPREAD_MAX = QUESTION.multipliedBy(3).dividedBy(4);

  /**
   * The whole order, checked.
   *
   * @throws IllegalArgumentException in a sentence that says what would be right
   */
  Scenario with(Common common, int processors) {
    between("--rooms", rooms, 1, ROOMS_MAX);
    between("--players", players, 1, PLAYERS_MAX);
    between("--rounds", common.rounds, 1, Tasting.ROUNDS_MAX);
    between("--questions", common.questions, 1, Tasting.QUESTIONS_MAX);
    between("--loops", common.loops, 0, LOOPS_MAX);
    if (!(common.ramp >= RAMP_MIN && common.ramp <= RAMP_MAX)) {
      throw new IllegalArgumentException(
          "--ramp must be more than 0 (0.001 at least) and at most 1000000, not " + common.ramp);
    }
    Duration think = Times.of("--think", common.think, Duration.ZERO, QUESTION.dividedBy(2));
    Optional<Duration> within =
        back.map(text -> Times.of("--back-within", text, Duration.ZERO, QUESTION.dividedBy(2)));
    if (think.plus(within.orElse(Duration.ZERO)).compareTo(SPREAD_MAX) > 0) {
      throw new IllegalArgumentException(
          "--think and --back-within must together be at most %ds: the server reveals after %ds"
              .formatted(SPREAD_MAX.toSeconds(), QUESTION.toSeconds()));
    }
    return new Scenario(
        name,
        Target.of(common.url),
        rooms,
        players,
        common.rounds,
        common.questions,
        common.ramp,
        think,
        within,
        Times.of("--timeout", common.timeout, Duration.ofMillis(100), Duration.ofMinutes(10)),
        common.loops > 0 ? common.loops : Math.max(1, processors / 2),
        common.insecure);
  }

  private static void between(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          option + " must be between " + min + " and " + max + ", not " + value);
    }
  }

  /** Why this machine cannot do it; empty: it can. */
  static Optional<String> objection(Scenario scenario, Optional<Descriptors> descriptors) {
    long wanted = scenario.connections();
    int ports = Sources.of(scenario.target()).connectionsMax();
    if (wanted > ports) {
      return Optional.of(
          "%,d connections are wanted, but one machine has ports for only %,d to one address; use several."
              .formatted(wanted, ports));
    }
    return descriptors.flatMap(limit -> limit.objection(wanted));
  }
}
