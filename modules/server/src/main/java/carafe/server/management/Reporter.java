package carafe.server.management;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.Tally;
import carafe.rooms.party.RoomType;
import carafe.rooms.party.RoomTypes;
import carafe.server.management.ReportMessage.Ask;
import carafe.server.management.ReportMessage.PartyLoad;
import carafe.server.management.ReportMessage.Report;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.ShardRegion.ShardRegionStats;
import org.apache.pekko.pattern.Patterns;

/**
 * The one of a node who tells what it carries. It asks the node's own shard regions: those of the
 * others, and the coordinator, may be away just when somebody wants to know.
 */
public final class Reporter {
  /** Found by its path, so that nobody has to hear of it first. */
  static final String NAME = "carafe-report";

  private static final Duration REGION_ANSWERS_WITHIN = Duration.ofMillis(700);
  private static final Duration ANSWER_HOLDS = Duration.ofMillis(500);

  private final org.apache.pekko.actor.ActorSystem system;
  private final RoomTypes types;
  private final Tally tally;
  private final SharedAnswer<Report> report =
      new SharedAnswer<>(ANSWER_HOLDS, System::nanoTime, this::count);

  private Reporter(ActorSystem<?> system, RoomTypes types, Tally tally) {
    this.system = Adapter.toClassic(system);
    this.types = types;
    this.tally = tally;
  }

  /** To be called once the regions of all types have been started on this node. */
  public static void start(ActorSystem<?> system, RoomTypes types, Tally tally) {
    Reporter reporter = new Reporter(system, types, tally);
    system.systemActorOf(reporter.behavior(), NAME, Props.empty());
  }

  private Behavior<ReportMessage> behavior() {
    return Behaviors.receive(ReportMessage.class)
        .onMessage(
            Ask.class,
            ask -> {
              report.get().thenAccept(ask.replyTo()::tell);
              return Behaviors.same();
            })
        .build();
  }

  private CompletionStage<Report> count() {
    Map<String, Integer> connections = connections();
    List<CompletableFuture<PartyLoad>> loads =
        types.all().stream()
            .map(type -> load(type, connections.getOrDefault(type.party(), 0)))
            .toList();
    return CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new))
        .thenApply(
            _ ->
                new Report(
                    Cluster.get(system).selfUniqueAddress().longUid(),
                    loads.stream().map(CompletableFuture::join).toList()));
  }

  private Map<String, Integer> connections() {
    Map<String, Integer> sums = new HashMap<>();
    for (Map.Entry<RoomAddress, Integer> room : tally.counts().entrySet()) {
      sums.merge(room.getKey().party(), room.getValue(), Integer::sum);
    }
    return sums;
  }

  private CompletableFuture<PartyLoad> load(RoomType type, int connections) {
    return regionStats(type)
        .handle(
            (answer, _) ->
                answer instanceof ShardRegionStats stats
                    ? new PartyLoad(
                        type.party(),
                        Optional.of(stats.getStats().size() + stats.getFailed().size()),
                        Optional.of(rooms(stats)),
                        connections)
                    : new PartyLoad(type.party(), Optional.empty(), Optional.empty(), connections))
        .toCompletableFuture();
  }

  private CompletionStage<Object> regionStats(RoomType type) {
    try {
      return Patterns.ask(
          ClusterSharding.get(system).shardRegion(type.entity().name()),
          ShardRegion.getRegionStatsInstance(),
          REGION_ANSWERS_WITHIN);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e); // sharding is not there yet, or not any more
    }
  }

  /** Pekko's map is Scala's: its numbers are boxed as whatever they are. */
  private static int rooms(ShardRegionStats stats) {
    return stats.getStats().values().stream().mapToInt(count -> ((Number) count).intValue()).sum();
  }
}
