package carafe.rooms.storage;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The order of keys: that of their UTF-8 bytes, which is that of code points. Java's own order of
 * texts is another for what lies beyond U+FFFF.
 */
final class KeyOrder {
  static final Comparator<String> KEYS = KeyOrder::compare;

  private static final int HIGHEST = weight(Character.MAX_LOW_SURROGATE);

  private KeyOrder() {}

  /** A view of the keys from one on up to and without another. */
  static <V> NavigableMap<String, V> between(
      NavigableMap<String, V> all, String from, Optional<String> before) {
    return before
        .map(end -> all.subMap(from, true, compare(from, end) < 0 ? end : from, false))
        .orElseGet(() -> all.tailMap(from, true));
  }

  /** The lowest text above all those that begin with a prefix; empty when there is none. */
  static Optional<String> above(String prefix) {
    for (int last = prefix.length() - 1; last >= 0; last--) {
      int weight = weight(prefix.charAt(last));
      if (weight < HIGHEST) {
        return Optional.of(prefix.substring(0, last) + charOf(weight + 1));
      }
    }
    return Optional.empty();
  }

  static String higher(String one, String other) {
    return compare(one, other) < 0 ? other : one;
  }

  static String lower(String one, String other) {
    return compare(one, other) < 0 ? one : other;
  }

  private static int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return Integer.compare(weight(a), weight(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Puts surrogates above all other chars: they stand for what is above U+FFFF. */
  private static int weight(char c) {
    if (c < Character.MIN_SURROGATE) {
      return c;
    }
    return c <= Character.MAX_SURROGATE ? c + 0x2000 : c - 0x800;
  }

  private static char charOf(int weight) {
    if (weight < Character.MIN_SURROGATE) {
      return (char) weight;
    }
    return (char) (weight < Character.MIN_SURROGATE + 0x2000 ? weight + 0x800 : weight - 0x2000);
  }
}
