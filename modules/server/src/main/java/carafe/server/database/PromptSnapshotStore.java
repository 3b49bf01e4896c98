package carafe.server.database;

import com.typesafe.config.Config;
import java.time.Duration;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.jdbc.snapshot.JdbcSnapshotStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;
import scala.runtime.BoxedUnit;

/**
 * Snapshots in the database, stored a moment after the room was told that they are: Pekko lets a
 * room tell nobody anything until its snapshot is stored, which in a large room delays a question
 * by a tenth of a second. Snapshots are no promise (one that got lost makes the next recovery read
 * more events), and what they are made of does not change meanwhile.
 */
public final class PromptSnapshotStore extends JdbcSnapshotStore {
  private static final Logger LOG = LoggerFactory.getLogger(PromptSnapshotStore.class);

  /** By then everybody has been told what happened. */
  private static final Duration STORED_AFTER = Duration.ofSeconds(1);

  public PromptSnapshotStore(Config config) {
    super(config);
  }

  @Override
  public Future<BoxedUnit> saveAsync(SnapshotMetadata metadata, Object snapshot) {
    var _ = system().scheduler().scheduleOnce(STORED_AFTER, () -> store(metadata, snapshot), ec());
    return Future.successful(BoxedUnit.UNIT);
  }

  private void store(SnapshotMetadata metadata, Object snapshot) {
    super.saveAsync(metadata, snapshot)
        .onComplete(
            stored -> {
              if (stored.isFailure()) {
                LOG.warn(
                    "A snapshot at event {} was not stored; the room will read more events when it"
                        + " comes back",
                    metadata.sequenceNr(),
                    stored.failed().get());
              }
              return BoxedUnit.UNIT;
            },
            ec());
  }
}
