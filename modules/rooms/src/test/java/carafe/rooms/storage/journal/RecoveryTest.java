package carafe.rooms.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.journal.JournalEntry;
import carafe.rooms.storage.Draft;
import carafe.rooms.storage.StorageChange;
import carafe.rooms.storage.StorageLimits;
import carafe.rooms.storage.StoredState;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.typed.EventAdapter;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.SnapshotAdapter;
import org.apache.pekko.persistence.typed.SnapshotCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a room kept comes back from Pekko's journal and its snapshots. */
final class RecoveryTest {
  private static final int SNAPSHOT_EVERY = 20;
  private static final StorageLimits LIMITS = new StorageLimits(16L << 20, 2L << 20);
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          "recovery",
          ConfigFactory.parseString(
                  """
                  pekko.persistence.testkit.events.serialize = on
                  pekko.persistence.testkit.snapshots.serialize = on
                  """)
              .withFallback(PersistenceTestKitPlugin.getInstance().config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(ConfigFactory.load()));

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void itComesBackAsItWas() {
    // On a snapshot, after one, after several, and without any.
    for (int changes : new int[] {SNAPSHOT_EVERY, SNAPSHOT_EVERY + 7, 5 * SNAPSHOT_EVERY + 1, 3}) {
      var snapshots = KIT.createTestProbe(Long.class);
      String id = "keeper-" + changes;
      ActorRef<Command> keeper = KIT.spawn(Keeper.create(id, snapshots.getRef()));
      var done = KIT.createTestProbe(Done.class);
      Random random = new Random(changes);
      for (int i = 0; i < changes; i++) {
        keeper.tell(new Change(random.nextLong(), done.getRef()));
        done.receiveMessage();
      }
      for (int i = 0; i < changes / SNAPSHOT_EVERY; i++) {
        snapshots.receiveMessage();
      }
      Kept before = kept(keeper);
      KIT.stop(keeper, Duration.ofSeconds(5));

      Kept after = kept(KIT.spawn(Keeper.create(id, snapshots.getRef())));

      assertThat(after).isEqualTo(before);
      assertThat(after.values()).isNotEmpty();
    }
  }

  private static Kept kept(ActorRef<Command> keeper) {
    var probe = KIT.createTestProbe(Kept.class);
    keeper.tell(new Show(probe.getRef()));
    return probe.receiveMessage();
  }

  private sealed interface Command {}

  /** Changes something, in place of what hooks do. */
  private record Change(long seed, ActorRef<Done> done) implements Command {}

  private record Show(ActorRef<Kept> to) implements Command {}

  private record Kept(Map<String, String> values, Optional<Instant> alarm, long bytes) {}

  /** The least that a room needs to keep something. */
  private static final class Keeper
      extends EventSourcedBehavior<Command, StorageChange, StoredState> {
    private final ActorRef<Long> snapshots;

    static Behavior<Command> create(String id, ActorRef<Long> snapshots) {
      return Behaviors.setup(_ -> new Keeper(id, snapshots));
    }

    private Keeper(String id, ActorRef<Long> snapshots) {
      super(PersistenceId.ofUniqueId(id));
      this.snapshots = snapshots;
    }

    @Override
    public StoredState emptyState() {
      return new StoredState();
    }

    @Override
    public CommandHandler<Command, StorageChange, StoredState> commandHandler() {
      return (state, command) ->
          switch (command) {
            case Change(long seed, ActorRef<Done> done) ->
                Effect().persist(change(state, seed)).thenRun(() -> done.tell(Done.getInstance()));
            case Show(ActorRef<Kept> to) -> {
              to.tell(new Kept(Map.copyOf(state.values()), state.alarm(), state.bytes()));
              yield Effect().none();
            }
          };
    }

    private static StorageChange change(StoredState state, long seed) {
      Random random = new Random(seed);
      Draft draft = new Draft(state, LIMITS);
      for (int i = 0; i < 3; i++) {
        draft.put("🍷" + random.nextInt(20), Map.of("é", random.nextInt()));
        draft.delete("🍷" + random.nextInt(20));
      }
      if (random.nextBoolean()) {
        draft.setAlarm(Instant.ofEpochMilli(random.nextInt()));
      } else {
        draft.dropAlarm();
      }
      return draft.take();
    }

    @Override
    public EventHandler<StoredState, StorageChange> eventHandler() {
      return StoredState::evolve;
    }

    @Override
    public SignalHandler<StoredState> signalHandler() {
      return newSignalHandlerBuilder()
          .onSignal(
              SnapshotCompleted.class,
              (_, completed) -> snapshots.tell(completed.getSnapshotMetadata().sequenceNr()))
          .build();
    }

    @Override
    public RetentionCriteria retentionCriteria() {
      return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, 2);
    }

    @Override
    public EventAdapter<StorageChange, JournalEntry> eventAdapter() {
      return StorageJournal.eventAdapter(ChangeSamples.CLOCK);
    }

    @Override
    public SnapshotAdapter<StoredState> snapshotAdapter() {
      return StorageJournal.snapshotAdapter();
    }
  }
}
