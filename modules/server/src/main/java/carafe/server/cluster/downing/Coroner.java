package carafe.server.cluster.downing;

import carafe.server.cluster.downing.Inquest.Evidence;
import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.knock.Knock;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.Registry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which members' processes have died, and gives them up without the resolver's patience.
 * One on every node.
 */
public final class Coroner extends AbstractBehavior<Coroner.Message> {
  private static final Logger LOG = LoggerFactory.getLogger(Coroner.class);

  /** One statement on the lock session each time, while there are other members. */
  private static final Duration INTERVAL = Duration.ofMillis(250);

  /** What it says to itself. */
  sealed interface Message {}

  private record LookDue() implements Message {}

  private record Looked(Look look) implements Message {}

  private record Knocked(Map<NodeAddress, Answer> answers) implements Message {}

  private record Failed() implements Message {}

  private final Members members;
  private final Registry registry;
  private final Executor blocking;

  private Sightings sightings = Sightings.none();
  private Set<NodeAddress> gone = Set.of();

  /** Whose lock is gone and who lives: told once each. */
  private Set<NodeAddress> spared = Set.of();

  /** One question at a time is on its way, however slow the database is. */
  private boolean asking;

  private boolean askAgain;
  private long askedAt;

  /** Starts this node's. */
  public static void start(ActorSystem<?> system, Registry registry) {
    system.systemActorOf(create(registry), "coroner", Props.empty());
  }

  private static Behavior<Message> create(Registry registry) {
    return Behaviors.supervise(
            Behaviors.<Message>setup(
                context -> Behaviors.withTimers(timers -> new Coroner(context, timers, registry))))
        .onFailure(SupervisorStrategy.restart());
  }

  private Coroner(
      ActorContext<Message> context, TimerScheduler<Message> timers, Registry registry) {
    super(context);
    this.members = new Members(context.getSystem());
    this.registry = registry;
    this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    timers.startTimerWithFixedDelay(new LookDue(), INTERVAL);
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(
            Subscribe.create(
                context.messageAdapter(UnreachableMember.class, _ -> new LookDue()),
                UnreachableMember.class));
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<Message> onMessage(Message message) {
    switch (message) {
      case LookDue _ -> lookDue();
      case Looked m -> looked(m.look());
      case Knocked m -> knocked(m.answers());
      case Failed _ -> answered();
    }
    return this;
  }

  private void lookDue() {
    if (asking) {
      askAgain = true;
    } else if (!members.others().isEmpty()) {
      asking = true;
      askedAt = System.nanoTime();
      getContext()
          .pipeToSelf(registry.look(), (look, _) -> look == null ? new Failed() : new Looked(look));
    }
  }

  private void looked(Look look) {
    gone = sightings.gone(look);
    sightings = sightings.after(look);
    gone.retainAll(
        members.others().stream()
            .filter(other -> !other.onItsWayOut())
            .map(Inquest.Standing::address)
            .collect(Collectors.toSet()));
    spared = spared.stream().filter(gone::contains).collect(Collectors.toSet());
    if (gone.isEmpty()) {
      answered();
    } else {
      getContext()
          .pipeToSelf(
              knock(gone), (answers, _) -> answers == null ? new Failed() : new Knocked(answers));
    }
  }

  private CompletionStage<Map<NodeAddress, Answer>> knock(Set<NodeAddress> nodes) {
    Map<NodeAddress, CompletableFuture<Answer>> knocks = new HashMap<>();
    for (NodeAddress node : nodes) {
      knocks.put(node, CompletableFuture.supplyAsync(() -> Knock.at(node), blocking));
    }
    return CompletableFuture.allOf(knocks.values().toArray(CompletableFuture[]::new))
        .thenApply(
            _ ->
                knocks.entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, knock -> knock.getValue().join())));
  }

  private void knocked(Map<NodeAddress, Answer> answers) {
    Evidence evidence = new Evidence(gone, answers, Duration.ofNanos(System.nanoTime() - askedAt));
    Set<NodeAddress> dead = Inquest.dead(evidence, members.fit(), members.others());
    for (NodeAddress node : dead) {
      LOG.warn(
          "The process at {} (uid {}) is dead: its lock in the database is gone and its port"
              + " refuses. It is downed at once; its rooms start elsewhere",
          node.display(),
          node.uid());
      members.giveUp(node);
    }
    spare(answers, dead);
    answered();
  }

  private void spare(Map<NodeAddress, Answer> answers, Set<NodeAddress> dead) {
    Set<NodeAddress> living = new HashSet<>(answers.keySet());
    living.removeAll(dead);
    for (NodeAddress node : living) {
      if (!spared.contains(node)) {
        LOG.info(
            "The lock of {} in the database is gone, but that is not enough to give it up ({});"
                + " the resolver decides if it cannot be reached",
            node.display(),
            answers.get(node) == Answer.REFUSED ? "its port refuses" : "its port does not refuse");
      }
    }
    spared = living;
  }

  private void answered() {
    asking = false;
    if (askAgain) {
      askAgain = false;
      lookDue();
    }
  }
}
