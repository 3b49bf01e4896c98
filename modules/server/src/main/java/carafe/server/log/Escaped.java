package carafe.server.log;

/**
 * Text for a log line: nothing in it can begin another line, move a terminal's cursor or turn the
 * direction of writing, and it has an end.
 */
final class Escaped {
  private Escaped() {}

  /**
   * @param charsMax longer texts are cut, and say by how much
   */
  static String of(String text, int charsMax) {
    int end = Math.min(text.length(), charsMax);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder escaped = null;
    int copied = 0;
    for (int i = 0; i < end; i++) {
      if (isUnsafe(text.charAt(i))) {
        escaped = escaped == null ? new StringBuilder(end + 16) : escaped;
        escaped.append(text, copied, i);
        append(escaped, text.charAt(i));
        copied = i + 1;
      }
    }
    String safe =
        escaped == null ? text.substring(0, end) : escaped.append(text, copied, end).toString();
    return end == text.length() ? safe : safe + "… (" + (text.length() - end) + " more)";
  }

  /** Controls, line and paragraph separators, and what changes the direction of writing. */
  private static boolean isUnsafe(char c) {
    if (c < 0x80) {
      return (c < 0x20 && c != '\t') || c == 0x7f;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void append(StringBuilder escaped, char c) {
    switch (c) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      default -> escaped.append("\\u%04x".formatted((int) c));
    }
  }
}
