package carafe.rules.collect;

import java.util.Optional;
import java.util.function.Consumer;

/** Up to 32 parts of a {@link Trie}, stored without gaps: a bit for each that is there. */
final class Branch<K, V> implements Trie<K, V> {
  private static final int MASK = (1 << BITS) - 1;

  private final int bitmap;
  private final Trie<K, V>[] parts;
  private final int size;

  private Branch(int bitmap, Trie<K, V>[] parts, int size) {
    this.bitmap = bitmap;
    this.parts = parts;
    this.size = size;
  }

  /** A branch of a single part: unfinished until another joins it. */
  static <K, V> Branch<K, V> around(Trie<K, V> part, int hash, int shift) {
    Trie<K, V>[] parts = room(1);
    parts[0] = part;
    return new Branch<>(bit(hash, shift), parts, part.size());
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Optional<V> get(K key, int hash, int shift) {
    int bit = bit(hash, shift);
    return has(bit) ? parts[place(bit)].get(key, hash, shift + BITS) : Optional.empty();
  }

  @Override
  public Trie<K, V> with(Leaf<K, V> leaf, int shift) {
    int bit = bit(leaf.hash(), shift);
    int place = place(bit);
    return has(bit)
        ? replaced(place, parts[place].with(leaf, shift + BITS))
        : inserted(place, bit, leaf);
  }

  @Override
  public Trie<K, V> without(K key, int hash, int shift) {
    int bit = bit(hash, shift);
    if (!has(bit)) {
      return this;
    }
    int place = place(bit);
    Trie<K, V> left = parts[place].without(key, hash, shift + BITS);
    if (left.size() == parts[place].size()) {
      return this;
    }
    Branch<K, V> changed = left.size() == 0 ? removed(place, bit) : replaced(place, left);
    return changed.settled();
  }

  /** The single part itself, unless that branches by the next five bits. */
  private Trie<K, V> settled() {
    return parts.length == 1 && !(parts[0] instanceof Branch) ? parts[0] : this;
  }

  @Override
  public void forEach(Consumer<Leaf<K, V>> visitor) {
    for (Trie<K, V> part : parts) {
      part.forEach(visitor);
    }
  }

  private Branch<K, V> replaced(int place, Trie<K, V> part) {
    Trie<K, V>[] changed = parts.clone();
    changed[place] = part;
    return new Branch<>(bitmap, changed, size - parts[place].size() + part.size());
  }

  private Branch<K, V> inserted(int place, int bit, Trie<K, V> part) {
    Trie<K, V>[] changed = room(parts.length + 1);
    System.arraycopy(parts, 0, changed, 0, place);
    changed[place] = part;
    System.arraycopy(parts, place, changed, place + 1, parts.length - place);
    return new Branch<>(bitmap | bit, changed, size + part.size());
  }

  private Branch<K, V> removed(int place, int bit) {
    Trie<K, V>[] changed = room(parts.length - 1);
    System.arraycopy(parts, 0, changed, 0, place);
    System.arraycopy(parts, place + 1, changed, place, changed.length - place);
    return new Branch<>(bitmap & ~bit, changed, size - parts[place].size());
  }

  private boolean has(int bit) {
    return (bitmap & bit) != 0;
  }

  private int place(int bit) {
    return Integer.bitCount(bitmap & (bit - 1));
  }

  private static int bit(int hash, int shift) {
    return 1 << ((hash >>> shift) & MASK);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the language makes no generic arrays
  private static <K, V> Trie<K, V>[] room(int parts) {
    return new Trie[parts];
  }
}
