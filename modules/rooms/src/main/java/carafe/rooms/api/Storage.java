package carafe.rooms.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What a room keeps: JSON values by keys, in the order of the keys' UTF-8 bytes. Changes are seen
 * at once in the room; their stages are done when they are in the journal. Changes made without
 * waiting in between are stored all or none.
 *
 * <p>Values are what Jackson writes of them, and are read anew each time: what was put or got may
 * be changed afterwards, and nothing happens to what is kept. JSON's null is a value as any other,
 * got as a {@link com.fasterxml.jackson.databind.node.NullNode}; a null of Java is none, and
 * refused with a {@link NullPointerException}.
 *
 * <p>Bounds: a key has 1 to {@value #KEY_BYTES_MAX} bytes in UTF-8 and is whole Unicode, a value
 * has at most {@value #VALUE_BYTES_MAX} bytes of JSON; a room as much as {@code
 * carafe.rooms.storage.room-bytes-max}, one change as much as {@code
 * carafe.rooms.storage.change-bytes-max}, both of which count 32 bytes more for each entry. Over a
 * bound nothing changes and the stage fails with a {@link StorageLimitException}.
 */
public interface Storage extends StorageReader {
  int KEY_BYTES_MAX = 2048;
  int VALUE_BYTES_MAX = 128 * 1024;

  /**
   * @param value what Jackson can write: a record, a map, a {@link JsonNode}, …
   */
  CompletionStage<Void> put(String key, Object value);

  /** All or none. */
  CompletionStage<Void> putAll(Map<String, ?> values);

  /** Whether there was something to delete. */
  CompletionStage<Boolean> delete(String key);

  /**
   * Several changes, all or none: if the work throws nothing changes, and the stage fails with what
   * it threw. So it does, with an {@link IllegalStateException}, when the work changed the storage
   * past its transaction.
   *
   * @return what the work returned, once its changes are stored
   */
  <T> CompletionStage<T> transaction(Function<Transaction, T> work);

  /** Reads and changes of one transaction; only while its work runs. */
  interface Transaction extends StorageReader {
    /**
     * @throws StorageLimitException over a bound
     */
    void put(String key, Object value);

    /**
     * Whether there was something to delete.
     *
     * @throws StorageLimitException when so many keys are changed that it is over a bound
     */
    boolean delete(String key);
  }
}
