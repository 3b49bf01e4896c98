package carafe.load.report;

/** Text in a page. */
final class Html {
  private Html() {}

  /** Safe as text and in attributes with quotes. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isInvisible(c) ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }

  /** Control characters, and those that turn the direction of writing. */
  private static boolean isInvisible(char c) {
    return (Character.isISOControl(c) && c != '\n') || Character.getType(c) == Character.FORMAT;
  }
}
