package carafe.rules.collect;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An immutable hash map whose changed copies share their structure: a change costs O(log32 n), not
 * a copy, so that ten thousand joins cost ten thousand steps.
 */
public final class PersistentMap<K, V> {
  private PersistentMap() {}

  public static <K, V> PersistentMap<K, V> empty() {
    throw new UnsupportedOperationException("helper rules");
  }

  public int size() {
    throw new UnsupportedOperationException("helper rules");
  }

  public Optional<V> get(K key) {
    throw new UnsupportedOperationException("helper rules");
  }

  public PersistentMap<K, V> with(K key, V value) {
    throw new UnsupportedOperationException("helper rules");
  }

  public PersistentMap<K, V> without(K key) {
    throw new UnsupportedOperationException("helper rules");
  }

  /** All entries, in no particular order. */
  public Stream<Map.Entry<K, V>> entries() {
    throw new UnsupportedOperationException("helper rules");
  }
}
