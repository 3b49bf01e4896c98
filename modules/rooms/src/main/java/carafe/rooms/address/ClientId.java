package carafe.rooms.address;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id by which a client knows its connection, {@code _pk} in the query; a secret. */
public final class ClientId {
  private static final String PARAMETER = "_pk";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private ClientId() {}

  /** The one the client brought, or a fresh one in place of none or of one that has no form. */
  public static String of(Map<String, String> query) {
    String brought = query.getOrDefault(PARAMETER, "");
    return FORM.matcher(brought).matches() ? brought : UUID.randomUUID().toString();
  }
}
