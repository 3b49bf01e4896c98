package carafe.rooms.census;

import carafe.rooms.address.RoomAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/**
 * How many live connections each room of the cluster has; thread-safe. The nodes are asked only
 * when somebody wants to know, and once in a while however many do: all get the same map.
 */
public final class Census {
  private record Round(long begunAt, CompletableFuture<Map<RoomAddress, Integer>> counts) {}

  private final ActorRef<CensusMessage> taker;
  private final CensusSettings settings;
  private final LongSupplier nanos;
  private Round newest;

  private Census(ActorRef<CensusMessage> taker, CensusSettings settings, LongSupplier nanos) {
    this.taker = taker;
    this.settings = settings;
    this.nanos = nanos;
    long longAgo = nanos.getAsLong() - settings.interval().toNanos();
    this.newest = new Round(longAgo, CompletableFuture.completedFuture(Map.of()));
  }

  /** Starts the census of this node. */
  public static Census start(ActorSystem<?> system, CensusSettings settings, Tally tally) {
    LongSupplier nanos = System::nanoTime;
    ActorRef<CensusMessage> taker =
        system.systemActorOf(CensusTaker.create(tally, settings, nanos), "census", Props.empty());
    return new Census(taker, settings, nanos);
  }

  /**
   * Of all rooms that have any, those of {@linkplain carafe.rooms.party.RoomType#listed() unlisted}
   * rooms together as {@link Tally#UNLISTED}; as the nodes know them within the last second or so.
   * A node that has said nothing for {@code carafe.rooms.census.silence-max} is left out.
   */
  public synchronized CompletionStage<Map<RoomAddress, Integer>> liveConnections() {
    long now = nanos.getAsLong();
    if (newest.counts.isDone() && now - newest.begunAt >= settings.interval().toNanos()) {
      newest = new Round(now, new CompletableFuture<>());
      // The taker itself is never that late; a system that stops is.
      newest.counts.orTimeout(3 * settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
      taker.tell(new Inner.Count(newest.counts));
    }
    return newest.counts.minimalCompletionStage();
  }
}
