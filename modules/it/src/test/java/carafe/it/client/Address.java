package carafe.it.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a server, or something before it, is reached.
 *
 * @param port on this machine
 */
public record Address(int port) {
  /** A session's room, as PartySocket asks for it. */
  public URI session(String code, String connectionId) {
    return webSocket("/parties/main/" + code + "?_pk=" + connectionId);
  }

  /** The list of a host's sessions. */
  public URI host(String hostId) {
    return webSocket("/parties/host/" + encoded(hostId));
  }

  public URI webSocket(String pathAndQuery) {
    return URI.create("ws://127.0.0.1:" + port + pathAndQuery);
  }

  public URI http(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + port + pathAndQuery);
  }

  public static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
