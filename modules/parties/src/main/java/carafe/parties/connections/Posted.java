package carafe.parties.connections;

import carafe.rooms.api.AnswerException;
import carafe.rooms.api.Range;
import carafe.rooms.api.Response;
import carafe.rooms.api.Storage;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Counts that others post, under keys of their own; kept in the room's storage. */
final class Posted {
  private static final String PREFIX = "posted/";

  private final Storage storage;
  private final int keysMax;
  private final Map<String, Integer> counts = new HashMap<>();
  private long version;

  Posted(Storage storage, int keysMax) {
    this.storage = storage;
    this.keysMax = keysMax;
  }

  /** Reads what was stored before. */
  void read() {
    storage
        .list(Range.prefix(PREFIX))
        .forEach((key, count) -> counts.put(key.substring(PREFIX.length()), count.intValue()));
  }

  /** As they are now and later. */
  Map<String, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Grows with every change. */
  long version() {
    return version;
  }

  /**
   * Counts an update.
   *
   * @throws AnswerException (400) when there are too many keys
   */
  CompletionStage<Void> count(Update update) {
    String key = update.roomId();
    int before = counts.getOrDefault(key, 0);
    int after =
        switch (update.type()) {
          case CONNECT -> Math.addExact(before, 1);
          case DISCONNECT -> Math.max(0, before - 1);
        };
    if (!counts.containsKey(key) && counts.size() >= keysMax) {
      forget(unused().orElseThrow(this::full));
    }
    CompletionStage<Void> stored = storage.put(PREFIX + key, after);
    if (!stored.toCompletableFuture().isCompletedExceptionally()) { // over the storage's bound
      counts.put(key, after);
      version++;
    }
    return stored;
  }

  /** A key that nobody is connected to makes room for another. */
  private Optional<String> unused() {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() == 0)
        .map(Map.Entry::getKey)
        .findAny();
  }

  private void forget(String key) {
    var _ = storage.delete(PREFIX + key); // stored together with what takes its place
    counts.remove(key);
  }

  private AnswerException full() {
    return new AnswerException(
        Response.error(
            400, "TOO_MANY_KEYS", "There are %d keys already, all in use.".formatted(keysMax)));
  }
}
