package carafe.rules.identity;

import java.util.regex.Pattern;

/** The name under which a host owns sessions: 1–64 of {@code A-Z a-z 0-9 _ -} (PROTOCOL.md, 3). */
public record HostId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public HostId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a host id is 1 to 64 of A-Z a-z 0-9 _ -");
    }
  }

  /** Whether a text can be a host id. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}
