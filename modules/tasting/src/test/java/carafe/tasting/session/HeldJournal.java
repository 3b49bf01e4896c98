package carafe.tasting.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * A journal in memory that is as slow to be read as a test wants, and as quick as ever to write.
 */
public final class HeldJournal extends AsyncWriteJournal {
  private static final Map<String, List<PersistentRepr>> STORED = new ConcurrentHashMap<>();
  private static final List<CompletableFuture<Void>> HELD = new CopyOnWriteArrayList<>();
  private static volatile boolean holds;

  /** From now on nobody who begins to read gets on. */
  static void hold() {
    holds = true;
  }

  /** How many have begun to read and got no further. */
  static int held() {
    return HELD.size();
  }

  /** Whoever has waited longest gets on. */
  static void releaseOne() {
    HELD.removeFirst().complete(null);
  }

  static void releaseAll() {
    holds = false;
    while (!HELD.isEmpty()) {
      releaseOne();
    }
  }

  private static List<PersistentRepr> of(String persistenceId) {
    return STORED.computeIfAbsent(persistenceId, _ -> new CopyOnWriteArrayList<>());
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    if (holds) {
      HELD.add(gate);
    } else {
      gate.complete(null);
    }
    return FutureConverters.asScala(gate.thenApply(_ -> (long) of(persistenceId).size()));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId, long from, long to, long max, Consumer<PersistentRepr> reader) {
    of(persistenceId).stream()
        .filter(event -> event.sequenceNr() >= from && event.sequenceNr() <= to)
        .limit(max)
        .forEach(reader);
    return FutureConverters.asScala(CompletableFuture.completedFuture(null));
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
    List<Optional<Exception>> results = new ArrayList<>();
    for (AtomicWrite write : writes) {
      of(write.persistenceId()).addAll(CollectionConverters.asJava(write.payload()));
      results.add(Optional.empty());
    }
    return FutureConverters.asScala(CompletableFuture.completedFuture(results));
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long to) {
    return FutureConverters.asScala(
        CompletableFuture.failedFuture(new UnsupportedOperationException("nothing is deleted")));
  }
}
