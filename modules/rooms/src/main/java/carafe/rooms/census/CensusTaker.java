package carafe.rooms.census;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.CensusMessage.Ask;
import carafe.rooms.census.CensusMessage.Told;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.jspecify.annotations.Nullable;

/**
 * The one of a node who knows its counts and asks the others for theirs, when somebody wants to
 * know.
 */
final class CensusTaker extends AbstractBehavior<CensusMessage> {
  static final ServiceKey<CensusMessage> KEY =
      ServiceKey.create(CensusMessage.class, "carafe-census");

  private final Tally tally;
  private final CensusSettings settings;
  private final LongSupplier nanos;
  private final TimerScheduler<CensusMessage> timers;
  private final Ledger ledger;
  private final Map<ActorRef<CensusMessage>, Neighbour> neighbours = new HashMap<>();

  /** Whose answer the {@link #round} waits for. */
  private final Set<ActorRef<CensusMessage>> awaited = new HashSet<>();

  private @Nullable CompletableFuture<Map<RoomAddress, Integer>> round;

  private long rounds;

  // Of the last round: nothing is added up again when all is as it was.
  private Map<RoomAddress, Integer> counts = Map.of();
  private Set<Neighbour> counted = Set.of();
  private long countedVersion;
  private boolean changed;

  static Behavior<CensusMessage> create(Tally tally, CensusSettings settings, LongSupplier nanos) {
    // Resumed, not restarted: others hold versions of this one's ledger.
    return Behaviors.supervise(
            Behaviors.<CensusMessage>setup(
                context ->
                    Behaviors.withTimers(
                        timers -> new CensusTaker(context, timers, tally, settings, nanos))))
        .onFailure(SupervisorStrategy.resume());
  }

  private CensusTaker(
      ActorContext<CensusMessage> context,
      TimerScheduler<CensusMessage> timers,
      Tally tally,
      CensusSettings settings,
      LongSupplier nanos) {
    super(context);
    this.timers = timers;
    this.tally = tally;
    this.settings = settings;
    this.nanos = nanos;
    this.ledger = new Ledger(settings.goneMax());
    ActorRef<Receptionist.Command> receptionist = context.getSystem().receptionist();
    receptionist.tell(Receptionist.register(KEY, context.getSelf()));
    // Those that cannot be reached just now too: they are given up when silent for too long.
    receptionist.tell(
        Receptionist.subscribe(
            KEY,
            context.messageAdapter(
                Receptionist.Listing.class,
                listing -> new Inner.Takers(listing.getAllServiceInstances(KEY)))));
  }

  @Override
  public Receive<CensusMessage> createReceive() {
    return newReceiveBuilder().onAnyMessage(this::onMessage).build();
  }

  private Behavior<CensusMessage> onMessage(CensusMessage message) {
    switch (message) {
      case Ask m -> answer(m);
      case Told m -> told(m);
      case Inner.Count m -> count(m);
      case Inner.CountedEnough m -> countedEnough(m);
      case Inner.Takers m -> takers(m);
    }
    return this;
  }

  private void answer(Ask ask) {
    ledger.update(tally.counts());
    ask.replyTo().tell(ledger.answer(ask, settings.roomsAtOnce(), getContext().getSelf()));
  }

  private void takers(Inner.Takers listing) {
    changed |= neighbours.keySet().retainAll(listing.takers());
    for (ActorRef<CensusMessage> taker : listing.takers()) {
      if (!taker.equals(getContext().getSelf())) {
        neighbours.computeIfAbsent(taker, Neighbour::new);
      }
    }
    if (awaited.retainAll(listing.takers())) {
      finishIfAllAnswered();
    }
  }

  private void count(Inner.Count count) {
    finish(); // one that begins while another goes on takes its place
    round = count.counts();
    rounds++;
    awaited.addAll(neighbours.keySet());
    neighbours.values().forEach(neighbour -> neighbour.ask(getContext().getSelf()));
    timers.startSingleTimer(new Inner.CountedEnough(rounds), settings.answerTimeout());
    finishIfAllAnswered();
  }

  private void told(Told told) {
    Neighbour neighbour = neighbours.get(told.from());
    if (neighbour == null) {
      return; // it has left
    }
    changed |= !told.changes().isEmpty() || told.afresh();
    if (neighbour.take(told, nanos.getAsLong())) {
      awaited.remove(told.from());
      finishIfAllAnswered();
    } else if (told.more()) {
      neighbour.ask(getContext().getSelf());
    }
  }

  private void countedEnough(Inner.CountedEnough enough) {
    if (enough.round() == rounds) {
      finish();
    }
  }

  private void finishIfAllAnswered() {
    if (awaited.isEmpty()) {
      finish();
    }
  }

  private void finish() {
    CompletableFuture<Map<RoomAddress, Integer>> counting = round;
    if (counting == null) {
      return;
    }
    round = null;
    awaited.clear();
    timers.cancel(new Inner.CountedEnough(rounds));
    counting.complete(sums());
  }

  private Map<RoomAddress, Integer> sums() {
    ledger.update(tally.counts());
    Set<Neighbour> heard = new HashSet<>();
    long now = nanos.getAsLong();
    for (Neighbour neighbour : neighbours.values()) {
      if (neighbour.isHeard(now, settings.silenceMax())) {
        heard.add(neighbour);
      }
    }
    if (changed || ledger.version() != countedVersion || !heard.equals(counted)) {
      Map<RoomAddress, Integer> sums = new HashMap<>();
      ledger.addTo(sums);
      heard.forEach(neighbour -> neighbour.addTo(sums));
      counts = Map.copyOf(sums);
      counted = heard;
      countedVersion = ledger.version();
      changed = false;
    }
    return counts;
  }
}
