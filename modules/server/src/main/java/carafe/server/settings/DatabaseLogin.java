package carafe.server.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a database is and who connects to it; the password, wherever it was written, shows itself
 * to nobody.
 *
 * @param url without user and password
 */
public record DatabaseLogin(String url, String user, String password) {
  private static final String SCHEME = "jdbc:postgresql:";

  /**
   * Takes user and password out of the URL's query, so that no log or exception of a library that
   * prints the URL prints them.
   *
   * @param user wins over the URL's unless empty; so does {@code password}
   */
  static DatabaseLogin of(String url, String user, String password) {
    int query = url.indexOf('?');
    if (query < 0) {
      return new DatabaseLogin(url, user, password);
    }
    String urlUser = "";
    String urlPassword = "";
    List<String> others = new ArrayList<>();
    for (String parameter : url.substring(query + 1).split("&", -1)) {
      String name = parameter.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
      switch (name) {
        case "user" -> urlUser = value(parameter);
        case "password" -> urlPassword = value(parameter);
        default -> others.add(parameter);
      }
    }
    String rest = others.isEmpty() ? "" : "?" + String.join("&", others);
    return new DatabaseLogin(
        url.substring(0, query) + rest,
        user.isEmpty() ? urlUser : user,
        password.isEmpty() ? urlPassword : password);
  }

  static boolean isPostgresUrl(String url) {
    // The driver reads no "user:password@host"; such a URL would end up in its error messages.
    return url.startsWith(SCHEME) && !authority(url).contains("@") && driverReads(url);
  }

  private static boolean driverReads(String url) {
    try {
      return DriverManager.getDriver(url).acceptsURL(url);
    } catch (SQLException | StringIndexOutOfBoundsException e) {
      return false; // "No suitable driver"; a host that is missing before a comma
    }
  }

  private static String authority(String url) {
    return url.replaceFirst("\\?.*", "");
  }

  private static String value(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0
        ? ""
        : URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
  }

  /** The URL as it may be shown: other parameters may be secret too ({@code sslpassword}). */
  public String display() {
    return authority(url);
  }

  @Override
  public String toString() {
    return display() + " as " + (user.isEmpty() ? "the default user" : user);
  }
}
