package carafe.rooms.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;

/**
 * Where a client is: the one place to believe a trusted proxy's word. Each proxy adds to the end of
 * {@code X-Forwarded-For} who came to it, so the header is read backwards, for as long as the one
 * who wrote an entry is trusted.
 */
final class ClientAddress {
  private static final String HEADER = "x-forwarded-for";

  /** More proxies than stand in a row anywhere; the rest of a header is not looked at. */
  private static final int PROXIES_MAX = 16;

  /** Some proxies write the port too. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^]]+)](?::\\d{1,5})?|([^:]+):\\d{1,5}");

  private final TrustedProxies proxies;

  ClientAddress(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  InetAddress of(HttpRequest request) {
    InetAddress peer =
        request
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(RemoteAddress::getAddress)
            .orElseGet(InetAddress::getLoopbackAddress);
    return proxies.trust(peer) ? of(peer, forwarded(request)) : peer;
  }

  private static List<String> forwarded(HttpRequest request) {
    List<String> lines = new ArrayList<>();
    for (HttpHeader header : request.getHeaders()) {
      if (header.is(HEADER)) {
        lines.add(header.value());
      }
    }
    return lines;
  }

  /**
   * @param lines of the header, one after the other; an entry that is no address ends the reading
   */
  InetAddress of(InetAddress peer, List<String> lines) {
    InetAddress client = peer;
    int read = 0;
    for (String line : lines.reversed()) {
      int end = line.length();
      while (end >= 0) {
        int comma = line.lastIndexOf(',', end - 1);
        Optional<InetAddress> before = entry(line.substring(comma + 1, end).strip());
        if (before.isEmpty() || read++ == PROXIES_MAX) {
          return client;
        }
        client = before.get();
        if (!proxies.trust(client)) {
          return client;
        }
        end = comma;
      }
    }
    return client;
  }

  private static Optional<InetAddress> entry(String text) {
    Matcher withPort = WITH_PORT.matcher(text);
    if (!withPort.matches()) {
      return TrustedProxies.literal(text);
    }
    return TrustedProxies.literal(
        withPort.group(1) != null ? withPort.group(1) : withPort.group(2));
  }
}
