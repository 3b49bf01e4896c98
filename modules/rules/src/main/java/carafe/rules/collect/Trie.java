package carafe.rules.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A part of a {@link PersistentMap}: five more bits of the hash choose the branch on each level.
 *
 * <p>There is one shape for each content, whatever the order of changes: a branch always holds at
 * least two keys, and a key alone in its branch stands as high up as it can.
 */
sealed interface Trie<K, V> permits Trie.Empty, Trie.Leaf, Trie.Collision, Branch {
  int BITS = 5;

  int size();

  Optional<V> get(K key, int hash, int shift);

  /** With this leaf in place of the one with the same key, if there was one. */
  Trie<K, V> with(Leaf<K, V> leaf, int shift);

  Trie<K, V> without(K key, int hash, int shift);

  void forEach(Consumer<Leaf<K, V>> visitor);

  /** Nothing: only the root of an empty map, or what a removal leaves. */
  record Empty<K, V>() implements Trie<K, V> {
    @Override
    public int size() {
      return 0;
    }

    @Override
    public Optional<V> get(K key, int hash, int shift) {
      return Optional.empty();
    }

    @Override
    public Trie<K, V> with(Leaf<K, V> leaf, int shift) {
      return leaf;
    }

    @Override
    public Trie<K, V> without(K key, int hash, int shift) {
      return this;
    }

    @Override
    public void forEach(Consumer<Leaf<K, V>> visitor) {}
  }

  /** One key with its value. */
  record Leaf<K, V>(int hash, K key, V value) implements Trie<K, V> {
    boolean is(K otherKey, int otherHash) {
      return hash == otherHash && key.equals(otherKey);
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Optional<V> get(K otherKey, int otherHash, int shift) {
      return is(otherKey, otherHash) ? Optional.of(value) : Optional.empty();
    }

    @Override
    public Trie<K, V> with(Leaf<K, V> leaf, int shift) {
      if (is(leaf.key, leaf.hash)) {
        return leaf;
      }
      return hash == leaf.hash
          ? new Collision<>(hash, List.of(this, leaf))
          : Branch.around(this, hash, shift).with(leaf, shift);
    }

    @Override
    public Trie<K, V> without(K otherKey, int otherHash, int shift) {
      return is(otherKey, otherHash) ? new Empty<>() : this;
    }

    @Override
    public void forEach(Consumer<Leaf<K, V>> visitor) {
      visitor.accept(this);
    }
  }

  /** Two or more keys whose whole hashes are the same. */
  record Collision<K, V>(int hash, List<Leaf<K, V>> leaves) implements Trie<K, V> {
    @Override
    public int size() {
      return leaves.size();
    }

    @Override
    public Optional<V> get(K key, int otherHash, int shift) {
      return leaves.stream().filter(leaf -> leaf.is(key, otherHash)).findAny().map(Leaf::value);
    }

    @Override
    public Trie<K, V> with(Leaf<K, V> leaf, int shift) {
      if (hash != leaf.hash()) {
        return Branch.around(this, hash, shift).with(leaf, shift);
      }
      var changed = others(leaf.key());
      changed.add(leaf);
      return new Collision<>(hash, changed);
    }

    @Override
    public Trie<K, V> without(K key, int otherHash, int shift) {
      if (hash != otherHash) {
        return this;
      }
      var left = others(key);
      if (left.size() == leaves.size()) {
        return this;
      }
      return left.size() == 1 ? left.getFirst() : new Collision<>(hash, left);
    }

    private List<Leaf<K, V>> others(K key) {
      var others = new ArrayList<>(leaves);
      others.removeIf(leaf -> leaf.key().equals(key));
      return others;
    }

    @Override
    public void forEach(Consumer<Leaf<K, V>> visitor) {
      leaves.forEach(visitor);
    }
  }
}
