package carafe.rules.plan;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What a text of a plan may be. Emoji, combining characters, right-to-left text and its direction
 * marks (which are format characters, not controls) stay as they are.
 */
final class Texts {
  static final int CODE_POINTS_MAX = 200;

  /**
   * NFC makes one code point of at most four, of two chars each. Longer texts cannot come out
   * right, and putting 120,000 accents in order takes 3 s (measured).
   */
  private static final int CHARS_BEFORE_NFC_MAX = CODE_POINTS_MAX * 4 * 2;

  private Texts() {}

  /** In NFC, without the space around it; only what is too long in any form stays as it came. */
  static String clean(String text) {
    String trimmed = trimmed(text);
    return trimmed.length() > CHARS_BEFORE_NFC_MAX
        ? trimmed
        : Normalizer.normalize(trimmed, Normalizer.Form.NFC);
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** What is wrong with a clean text, and what would be right; nothing of the text itself. */
  static Optional<String> fault(String text) {
    if (text.isEmpty()) {
      return Optional.of("is empty; it needs 1 to 200 characters");
    }
    if (has(text, Texts::isLoneSurrogate)) {
      return Optional.of("holds half a character (a lone surrogate); only whole ones are allowed");
    }
    if (has(text, Character::isISOControl)) {
      return Optional.of("holds a control character; only printable text is allowed");
    }
    if (text.codePointCount(0, text.length()) > CODE_POINTS_MAX) {
      return Optional.of("is too long; it may have up to 200 characters");
    }
    return Optional.empty();
  }

  /** The same for texts that differ only in case: of all languages, ß and SS too. */
  static String ignoringCase(String text) {
    // Lower first: a capital ẞ is its own upper case, while that of ß is SS.
    String upper = text.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    String folded = upper.toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  private static boolean has(String text, IntPredicate what) {
    return text.codePoints().anyMatch(what);
  }

  /** A pair comes as one code point, so that what is left in this range is alone. */
  private static boolean isLoneSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  /** What browsers trim, and the space that has no width. */
  private static boolean isSpace(char c) {
    return Character.isSpaceChar(c)
        || (c >= '\t' && c <= '\r')
        || c == '\u200b' // zero width space
        || c == '\ufeff'; // zero width no-break space
  }
}
