package carafe.tasting.session;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The digits by which people find a session: the room ids of the party {@code main}. */
public final class SessionCode {
  public static final int DIGITS_MIN = 4;
  public static final int DIGITS_MAX = 10;
  private static final Pattern FORM = Pattern.compile("[0-9]{4,10}");

  private SessionCode() {}

  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /** A code of so many digits, the first not zero: people read it aloud. */
  static String random(int digits, RandomGenerator random) {
    StringBuilder code = new StringBuilder(digits).append((char) ('1' + random.nextInt(9)));
    while (code.length() < digits) {
      code.append((char) ('0' + random.nextInt(10)));
    }
    return code.toString();
  }
}
