package carafe.load.bench;

import carafe.rules.chance.Seed;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.identity.ParticipantId;
import carafe.rules.plan.Category;
import carafe.rules.plan.Plan;
import carafe.rules.plan.Question;
import carafe.rules.plan.Wine;
import carafe.rules.session.Batch;
import carafe.rules.session.Command;
import carafe.rules.session.Event;
import carafe.rules.session.Option;
import carafe.rules.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Deciding and evolving, in groups of a thousand as the room's actor does it; time is per command.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RulesBench {
  private static final int GROUP = 1000;
  private static final Instant AT = Instant.parse("2026-01-01T20:00:00Z");

  @Param({"1000", "10000"})
  private int seats;

  private Session waiting = Session.vacant();
  private Session open = Session.vacant();
  private Session answered = Session.vacant();
  private List<Command> joins = List.of();
  private List<Command> answers = List.of();
  private List<Event> joined = List.of();
  private List<Event> submitted = List.of();

  @Setup
  public void fill() {
    Plan plan =
        new Plan(
            "Bench",
            120,
            List.of(
                new Wine(
                    "Wine",
                    List.of(
                        new Question(Category.COLOR, "red", List.of("white", "pink", "orange"))))));
    Command create =
        new Command.CreateSession(
            new HostId("HOST"), Optional.empty(), hash(-1), plan, 20_000, Duration.ofHours(1), AT);
    waiting = Batch.decide(Session.vacant(), List.of(create)).session();
    for (int i = 0; i < seats; i += GROUP) {
      waiting = Batch.decide(waiting, joins(i)).session();
    }
    joins = joins(seats);
    joined = Batch.decide(waiting, joins).events();
    open = Batch.decide(waiting, List.of(new Command.Start(seed(0), AT))).session();
    var asked = open.started().orElseThrow().asked();
    List<String> options = asked.options().stream().map(Option::id).toList();
    List<Command> all = new ArrayList<>();
    for (int i = 0; i < GROUP; i++) {
      all.add(
          new Command.SubmitAnswer(
              new ParticipantId("p" + i), asked.id(), options.get(i % 4), AT.plusMillis(1)));
    }
    answers = List.copyOf(all);
    Batch batch = Batch.decide(open, answers);
    submitted = batch.events();
    answered = batch.session();
  }

  private static List<Command> joins(int from) {
    List<Command> joins = new ArrayList<>();
    for (int i = from; i < from + GROUP; i++) {
      joins.add(
          new Command.Join(
              new ParticipantId("p" + i), hash(i), hash(-i - 2), seed(i), List.of(), AT));
    }
    return joins;
  }

  @Benchmark
  @OperationsPerInvocation(GROUP)
  public Batch decideJoins() {
    return Batch.decide(waiting, joins);
  }

  @Benchmark
  @OperationsPerInvocation(GROUP)
  public Session evolveJoins() {
    return Session.evolve(waiting, joined);
  }

  @Benchmark
  @OperationsPerInvocation(GROUP)
  public Batch decideAnswers() {
    return Batch.decide(open, answers);
  }

  @Benchmark
  @OperationsPerInvocation(GROUP)
  public Session evolveAnswers() {
    return Session.evolve(open, submitted);
  }

  @Benchmark
  public Batch decideReveal() {
    return Batch.decide(answered, List.of(new Command.Reveal(AT.plusMillis(2))));
  }

  private static Hash hash(int of) {
    return Hash.ofHex("%064x".formatted(of & 0xffffffffL));
  }

  private static Seed seed(int of) {
    return new Seed("%064x".formatted(of));
  }
}
