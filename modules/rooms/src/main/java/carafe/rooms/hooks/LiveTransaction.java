package carafe.rooms.hooks;

import carafe.rooms.api.Range;
import carafe.rooms.api.Storage;
import carafe.rooms.storage.Draft;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The changes of one transaction, on a draft of their own. */
final class LiveTransaction implements Storage.Transaction {
  private @Nullable Draft draft;

  LiveTransaction(Draft draft) {
    this.draft = draft;
  }

  /** Its work is over: nothing can be changed through it any more. */
  Draft end() {
    Draft done = here();
    draft = null;
    return done;
  }

  private Draft here() {
    if (draft == null) {
      throw new IllegalStateException("A transaction was used after its work had returned");
    }
    return draft;
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

  @Override
  public void put(String key, Object value) {
    here().put(key, value);
  }

  @Override
  public boolean delete(String key) {
    return here().delete(key);
  }
}
