package carafe.parties.user;

/** Halves of surrogate pairs: JSON can spell them, UTF-8 cannot. */
final class Halves {
  private Halves() {}

  static boolean in(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
