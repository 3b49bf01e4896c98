package carafe.rooms.storage;

import carafe.rooms.api.Storage;
import carafe.rooms.api.StorageLimitException;
import carafe.rooms.json.LoneSurrogates;
import java.util.Locale;

/** How much keys and values count, and which of them are too much by themselves. */
final class Sizes {
  /** What an entry counts beside its key and its value: about what JSON and memory put around. */
  static final int ENTRY = 32;

  /** Of the largest entry there may be. */
  static final int ENTRY_MAX = ENTRY + Storage.KEY_BYTES_MAX + Storage.VALUE_BYTES_MAX;

  private static final int SHOWN_MAX = 40;

  private Sizes() {}

  static long of(String key, String value) {
    return (long) ENTRY + utf8(key) + utf8(value);
  }

  /** Of a key whose value goes. */
  static long of(String key) {
    return (long) ENTRY + utf8(key);
  }

  /**
   * @throws StorageLimitException when this can be no key
   */
  static void checkKey(String key) {
    int bytes = utf8(key);
    if (bytes < 1 || bytes > Storage.KEY_BYTES_MAX) {
      throw new StorageLimitException(
          "A key has 1 to %d bytes in UTF-8; %s has %d"
              .formatted(Storage.KEY_BYTES_MAX, shown(key), bytes));
    }
    if (!LoneSurrogates.none(key)) {
      throw new StorageLimitException(
          "A key is whole Unicode; %s has half a surrogate pair".formatted(shown(key)));
    }
  }

  /**
   * @param value JSON
   * @throws StorageLimitException when it is too long
   */
  static void checkValue(String key, String value) {
    int bytes = utf8(value);
    if (bytes > Storage.VALUE_BYTES_MAX) {
      throw new StorageLimitException(
          "A value has at most %d bytes of JSON; that of %s has %d"
              .formatted(Storage.VALUE_BYTES_MAX, shown(key), bytes));
    }
  }

  /** The beginning of a key, in ASCII without control characters. */
  static String shown(String key) {
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < Math.min(key.length(), SHOWN_MAX); i++) {
      char c = key.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.append(key.length() > SHOWN_MAX ? "\"…" : "\"").toString();
  }

  /** How many bytes a text of whole Unicode has in UTF-8. */
  static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // Each half of a pair counts two.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
