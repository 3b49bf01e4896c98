package carafe.load.loop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * The server under load.
 *
 * @param url as it is shown
 * @param secure wss
 * @param host its name, as certificates have it
 * @param prefix path before {@code /parties}, mostly empty
 * @param address resolved once: name servers are not under test
 */
public record Target(
    String url, boolean secure, String host, String prefix, InetSocketAddress address) {

  /**
   * Reads {@code ws[s]://host:port} or the same with {@code http[s]}.
   *
   * @throws IllegalArgumentException saying what would be right
   */
  public static Target of(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw wrong(url);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("wss") || scheme.equals("https");
    boolean known = secure || scheme.equals("ws") || scheme.equals("http");
    if (!known
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getQuery() != null
        || uri.getFragment() != null) {
      throw wrong(url);
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    if (port > 65_535) {
      throw wrong(url);
    }
    // A request has ASCII only.
    String prefix = URI.create(uri.toASCIIString()).getRawPath().replaceFirst("/+$", "");
    try {
      InetAddress ip = InetAddress.getByName(uri.getHost());
      return new Target(url, secure, uri.getHost(), prefix, new InetSocketAddress(ip, port));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("the host " + uri.getHost() + " is not known", e);
    }
  }

  private static IllegalArgumentException wrong(String url) {
    return new IllegalArgumentException(
        "not an address: "
            + url
            + "; it should look like ws://localhost:8080 or wss://example.org");
  }

  /** Whether server and tool share this machine. */
  public boolean isLoopback() {
    return address.getAddress().isLoopbackAddress();
  }

  /** The header of that name. */
  String hostHeader() {
    return host + ":" + address.getPort();
  }
}
