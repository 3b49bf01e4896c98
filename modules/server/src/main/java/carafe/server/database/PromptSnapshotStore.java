package carafe.server.database;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.jdbc.snapshot.JdbcSnapshotStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;
import scala.util.Failure;
import scala.util.Try;

/**
 * Snapshots in the database, stored a moment after the room was told that they are: Pekko lets a
 * room tell nobody anything until its snapshot is stored, which in a large room delays a question
 * by a tenth of a second. Snapshots are no promise (one that got lost makes the next recovery read
 * more events), and what they are made of does not change meanwhile.
 *
 * <p>Of each room one is being stored and one waits at most, the newest. Older ones are deleted
 * only when a newer one is really there.
 */
public final class PromptSnapshotStore extends JdbcSnapshotStore {
  private static final Logger LOG = LoggerFactory.getLogger(PromptSnapshotStore.class);

  /** By then everybody has been told what happened. */
  private static final Duration STORED_AFTER = Duration.ofSeconds(1);

  private static final Future<BoxedUnit> DONE = Future.successful(BoxedUnit.UNIT);

  private record Snapshot(SnapshotMetadata metadata, Object state) {}

  /** What is to be done for one room. */
  private static final class Work {
    private @Nullable Snapshot waiting;
    private @Nullable SnapshotSelectionCriteria toDelete;
  }

  /** Rooms with something to do, by persistence id; guarded by itself. */
  private final Map<String, Work> works = new HashMap<>();

  public PromptSnapshotStore(Config config) {
    super(config);
  }

  @Override
  public Future<BoxedUnit> saveAsync(SnapshotMetadata metadata, Object state) {
    String id = metadata.persistenceId();
    boolean isNew;
    synchronized (works) {
      isNew = !works.containsKey(id);
      works.computeIfAbsent(id, _ -> new Work()).waiting = new Snapshot(metadata, state);
    }
    if (isNew) {
      storeSoon(id);
    }
    return DONE;
  }

  /** Pekko asks for this as soon as it believes in a newer one. */
  @Override
  public Future<BoxedUnit> deleteAsync(String id, SnapshotSelectionCriteria criteria) {
    synchronized (works) {
      Work work = works.get(id);
      if (work != null) {
        work.toDelete = criteria;
        return DONE;
      }
    }
    return super.deleteAsync(id, criteria);
  }

  private void storeSoon(String id) {
    var _ = system().scheduler().scheduleOnce(STORED_AFTER, () -> store(id), ec());
  }

  private void store(String id) {
    Snapshot snapshot;
    synchronized (works) {
      Work work = works.get(id);
      if (work == null || work.waiting == null) {
        works.remove(id);
        return;
      }
      snapshot = work.waiting;
      work.waiting = null;
    }
    save(snapshot).onComplete(outcome -> stored(snapshot.metadata(), outcome), ec());
  }

  private Future<BoxedUnit> save(Snapshot snapshot) {
    try {
      return super.saveAsync(snapshot.metadata(), snapshot.state());
    } catch (RuntimeException e) {
      return Future.fromTry(new Failure<>(e));
    }
  }

  private BoxedUnit stored(SnapshotMetadata metadata, Try<BoxedUnit> outcome) {
    String id = metadata.persistenceId();
    SnapshotSelectionCriteria toDelete = null;
    boolean another;
    synchronized (works) {
      Work work = works.get(id);
      another = work != null && work.waiting != null;
      if (work != null && outcome.isSuccess()) {
        toDelete = work.toDelete;
        work.toDelete = null;
      }
      if (!another) {
        works.remove(id);
      }
    }
    if (outcome.isFailure()) {
      LOG.warn(
          "A snapshot at event {} was not stored; the room reads more events when it comes back",
          metadata.sequenceNr(),
          outcome.failed().get());
    }
    if (toDelete != null) {
      super.deleteAsync(id, toDelete)
          .failed()
          .foreach(
              cause -> {
                LOG.warn("Old snapshots were not deleted; they will be with the next ones", cause);
                return BoxedUnit.UNIT;
              },
              ec());
    }
    if (another) {
      storeSoon(id);
    }
    return BoxedUnit.UNIT;
  }
}
