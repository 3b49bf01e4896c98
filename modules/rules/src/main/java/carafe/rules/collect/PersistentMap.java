package carafe.rules.collect;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An immutable hash map whose changed copies share their structure: a change costs O(log32 n), not
 * a copy, so that ten thousand joins cost ten thousand steps.
 */
public final class PersistentMap<K, V> {
  private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(new Trie.Empty<>());

  private final Trie<K, V> root;

  private PersistentMap(Trie<K, V> root) {
    this.root = root;
  }

  @SuppressWarnings("unchecked") // an empty map holds nothing of the wrong type
  public static <K, V> PersistentMap<K, V> empty() {
    return (PersistentMap<K, V>) EMPTY;
  }

  public int size() {
    return root.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public Optional<V> get(K key) {
    return root.get(key, hash(key), 0);
  }

  public boolean has(K key) {
    return get(key).isPresent();
  }

  public PersistentMap<K, V> with(K key, V value) {
    return new PersistentMap<>(
        root.with(new Trie.Leaf<>(hash(key), key, requireNonNull(value)), 0));
  }

  public PersistentMap<K, V> without(K key) {
    return new PersistentMap<>(root.without(key, hash(key), 0));
  }

  /** All entries, in no particular order. */
  public Stream<Map.Entry<K, V>> entries() {
    List<Map.Entry<K, V>> entries = new ArrayList<>(size());
    root.forEach(leaf -> entries.add(Map.entry(leaf.key(), leaf.value())));
    return entries.stream();
  }

  /** All values, in no particular order. */
  public Stream<V> values() {
    List<V> values = new ArrayList<>(size());
    root.forEach(leaf -> values.add(leaf.value()));
    return values.stream();
  }

  /** Lets high bits speak in the low ones, by which the top levels branch. */
  private static int hash(Object key) {
    int hash = key.hashCode();
    return hash ^ (hash >>> 16);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof PersistentMap<?, ?> map && isSameAs(map));
  }

  private <L, W> boolean isSameAs(PersistentMap<L, W> other) {
    if (size() != other.size()) {
      return false;
    }
    return entries().allMatch(entry -> other.holds(entry.getKey(), entry.getValue()));
  }

  @SuppressWarnings("unchecked") // a key of another type is never equal, so it is not found
  private boolean holds(Object key, Object value) {
    return get((K) key).filter(value::equals).isPresent();
  }

  @Override
  public int hashCode() {
    return entries().mapToInt(Map.Entry::hashCode).sum();
  }

  @Override
  public String toString() {
    return "PersistentMap[" + size() + "]";
  }
}
