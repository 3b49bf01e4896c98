package carafe.rooms.json;

import java.util.Locale;

/** Halves of surrogate pairs: Java's texts may hold them, UTF-8 cannot. */
public final class LoneSurrogates {
  private LoneSurrogates() {}

  public static boolean none(String text) {
    return next(text, 0) < 0;
  }

  /** Spells them out, as JSON may inside of its texts: there they are read back as they were. */
  public static String escaped(String json) {
    int at = next(json, 0);
    if (at < 0) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    int from = 0;
    for (; at >= 0; at = next(json, from)) {
      escaped
          .append(json, from, at)
          .append(String.format(Locale.ROOT, "\\u%04x", (int) json.charAt(at)));
      from = at + 1;
    }
    return escaped.append(json, from, json.length()).toString();
  }

  /** Where the next one stands; -1 if there is none. */
  private static int next(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
