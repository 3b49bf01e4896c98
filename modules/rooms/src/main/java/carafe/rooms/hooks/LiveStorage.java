package carafe.rooms.hooks;

import carafe.rooms.api.Range;
import carafe.rooms.api.Storage;
import carafe.rooms.storage.Draft;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** A room's storage as its hooks use it: changes at once, stages when the journal has them. */
final class LiveStorage implements Storage {
  private final Turns turns;
  private final Ledger ledger;
  private final Sections sections;
  private final FailureLog log;

  LiveStorage(Turns turns, Ledger ledger, Sections sections, FailureLog log) {
    this.log = log;
    this.turns = turns;
    this.ledger = ledger;
    this.sections = sections;
  }

  @Override
  public Optional<JsonNode> get(String key) {
    return here().get(key);
  }

  @Override
  public <T> Optional<T> get(String key, Class<T> type) {
    return here().get(key, type);
  }

  @Override
  public SortedMap<String, JsonNode> list(Range range) {
    return here().list(range);
  }

  private Draft here() {
    Section _ = turns.current();
    return ledger.draft();
  }

  @Override
  public CompletionStage<Void> put(String key, Object value) {
    return changed(
        () -> {
          ledger.draft().put(key, value);
          return null;
        });
  }

  @Override
  public CompletionStage<Void> putAll(Map<String, ?> values) {
    return changed(
        () -> {
          ledger.draft().putAll(values);
          return null;
        });
  }

  @Override
  public CompletionStage<Boolean> delete(String key) {
    return changed(() -> ledger.draft().delete(key));
  }

  @Override
  public <T> CompletionStage<T> transaction(Function<Transaction, T> work) {
    return changed(
        () -> {
          LiveTransaction transaction = new LiveTransaction(ledger.draft().nested());
          T result = work.apply(transaction);
          ledger.draft().adopt(transaction.end());
          return result;
        });
  }

  private <T> CompletionStage<T> changed(Supplier<T> change) {
    Section section = turns.current();
    T result;
    try {
      result = change.get();
    } catch (RuntimeException e) { // over a bound, or what a transaction's work threw
      log.refused(e); // a hook that looks at no stage would never hear of it
      return CompletableFuture.failedStage(e);
    }
    CompletableFuture<T> stored = new CompletableFuture<>();
    if (ledger.isSettled()) {
      stored.complete(result);
    } else {
      ledger.onceStored(() -> sections.goOn(section, stored, result, null));
    }
    return stored;
  }
}
