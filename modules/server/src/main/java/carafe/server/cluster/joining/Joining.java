package carafe.server.cluster.joining;

import carafe.server.cluster.registry.Formation;
import carafe.server.cluster.registry.LockSession;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings.HostAndPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets this node into a cluster: looks, asks ports, decides, acts, until the node is up and its row
 * says of which cluster.
 */
public final class Joining implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final LockSession registry;
  private final Membership membership;
  private final List<HostAndPort> seeds;
  private final Consumer<Look> entered;
  private final CompletableFuture<Done> up = new CompletableFuture<>();
  private final Thread thread;
  private final WaitingReport report = new WaitingReport();

  // On the thread only.
  private final Lookout lookout = new Lookout(System::nanoTime);
  private Set<HostAndPort> asked = Set.of();
  private Optional<UUID> formed = Optional.empty();
  private Optional<UUID> cluster = Optional.empty();

  private volatile String waitingFor = "looks for other nodes";

  /**
   * Does nothing before it is told to {@link #begin}.
   *
   * @param entered hears what was to be seen once this node's row said of which cluster it is
   */
  public Joining(
      LockSession registry,
      Membership membership,
      List<HostAndPort> seeds,
      Consumer<Look> entered) {
    this.registry = registry;
    this.membership = membership;
    this.seeds = seeds;
    this.entered = entered;
    thread = Thread.ofPlatform().daemon().name("carafe-joining").unstarted(this::run);
  }

  public void begin() {
    thread.start();
  }

  /** Completes when the node is up; fails with a {@link StartProblem} when it never will be. */
  public CompletionStage<Done> up() {
    return up.minimalCompletionStage();
  }

  /** In a few words for everybody: no addresses. */
  public String waitingFor() {
    return waitingFor;
  }

  private void run() {
    try {
      while (!membership.isUp()) {
        if (membership.isOver()) {
          throw new StartProblem(
              "This node ended before it was up in the cluster, and its log says why: are all nodes"
                  + " of one version, with the same settings?");
        }
        round();
        // Who holds the formation lock alone keeps others waiting.
        boolean about = registry.formation() == Formation.FORMING && formed.isEmpty();
        membership.awaitUp(about ? Duration.ZERO : LOOK_EVERY);
      }
      up.complete(Done.getInstance());
      while (!enter() || !lookAround()) {
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      up.completeExceptionally(new StartProblem("Stopped while it joined the cluster", e));
    } catch (StartProblem e) {
      up.completeExceptionally(e);
    } catch (RuntimeException e) {
      LOG.error("A bug in joining", e);
      up.completeExceptionally(e);
    }
  }

  private void round() throws InterruptedException {
    if (membership.isMember() || formed.isPresent()) {
      waitingFor = "waits until all members know of it";
      report.sayIfDue("it is a member, but not all others know it yet", List.of(), Map.of());
      return;
    }
    try {
      Situation situation = situation();
      String why = act(situation.decide(Ports.ask(situation.toAsk())));
      if (report.isDue()) {
        List<NodeRow> others = situation.others().filter(situation::counts).toList();
        report.sayIfDue(why, others, Ports.ask(others.stream().map(NodeRow::address).toList()));
      }
    } catch (ExecutionException e) {
      waitingFor = "waits for the database";
      report.sayIfDue("the database does not answer (" + e.getCause() + ")", List.of(), Map.of());
    }
  }

  /** What is being waited for then. */
  private String act(Decision decision) throws InterruptedException, ExecutionException {
    if (!(decision instanceof Decision.Form) && registry.formation() == Formation.FORMING) {
      get(registry.hold(Formation.NONE));
    }
    return switch (decision) {
      case Decision.Refuse refuse -> throw new StartProblem(refuse.why());
      case Decision.Wait wait -> {
        waitingFor = "waits for other nodes";
        yield wait.why();
      }
      case Decision.Defer defer -> {
        waitingFor = "waits for the first seed node";
        asked = Set.of();
        get(registry.hold(Formation.NONE));
        yield defer.why();
      }
      case Decision.Join join -> join(join.through());
      case Decision.Form form -> form(form.dead());
    };
  }

  private String join(Set<HostAndPort> through) throws InterruptedException, ExecutionException {
    waitingFor = "has asked to be let in";
    if (!get(registry.hold(Formation.JOINING))) {
      return "another node forms a cluster";
    }
    // Whoever was asked goes on being asked: asking again for every newcomer would begin anew.
    if (asked.isEmpty() || !through.containsAll(asked)) {
      asked = through;
      membership.joinThrough(through);
    }
    return "nobody has let it in yet";
  }

  private String form(List<Integer> dead) throws InterruptedException, ExecutionException {
    waitingFor = "forms a cluster";
    asked = Set.of();
    if (registry.formation() != Formation.FORMING) {
      boolean alone = get(registry.hold(Formation.FORMING));
      // What was seen before may have changed: it forms when the next look says so too.
      return alone ? "it is about to form a cluster" : "another node forms or joins a cluster";
    }
    formed = Optional.of(UUID.randomUUID());
    LOG.info("No other node lives: this one forms a cluster");
    membership.form();
    get(registry.forget(dead));
    return "it has formed a cluster and is not up yet";
  }

  /** Whether the row says now of which cluster this node is a member. */
  private boolean enter() throws InterruptedException {
    try {
      Situation situation = situation();
      // Once: others may have taken over a name that was drawn here.
      cluster = cluster.or(() -> formed).or(() -> fellowsCluster(situation.look()));
      if (cluster.isEmpty()) {
        return false;
      }
      get(registry.enter(cluster.get()));
      get(registry.forget(situation.predecessors()));
      return true;
    } catch (ExecutionException e) {
      LOG.debug("The database does not answer", e);
      return false;
    }
  }

  private boolean lookAround() throws InterruptedException {
    try {
      entered.accept(get(registry.look()));
      return true;
    } catch (ExecutionException e) {
      LOG.debug("The database does not answer", e);
      return false;
    }
  }

  private Optional<UUID> fellowsCluster(Look look) {
    Set<NodeAddress> fellows = membership.fellows();
    return look.nodes().stream()
        .filter(row -> fellows.contains(row.address()))
        .flatMap(row -> row.cluster().stream())
        .findFirst()
        // Who formed it died before its row said so: the oldest gives it its name.
        .or(() -> membership.isOldest() ? Optional.of(UUID.randomUUID()) : Optional.empty());
  }

  private Situation situation() throws InterruptedException, ExecutionException {
    Look look = get(registry.look());
    return new Situation(look, seeds, lookout.lookingSince(look));
  }

  private static <T> T get(CompletionStage<T> answer)
      throws InterruptedException, ExecutionException {
    return answer.toCompletableFuture().get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
