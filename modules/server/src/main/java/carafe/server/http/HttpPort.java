package carafe.server.http;

import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/**
 * A port to listen on, and why it cannot be had.
 *
 * @param port 0: any free one
 * @param keys under which the settings have its {@code interface} and {@code port}
 * @param variables how their variables begin
 */
public record HttpPort(String host, int port, String keys, String variables) {
  /** Where clients come. */
  public static HttpPort of(Settings.Http http) {
    return new HttpPort(http.host(), http.port(), "carafe.http", "CARAFE_HTTP");
  }

  /** Where operators ask. */
  public static HttpPort of(Settings.Management management) {
    return new HttpPort(
        management.host(), management.port(), "carafe.management", "CARAFE_MANAGEMENT");
  }

  /**
   * Looks before anything else is started, so that a mistyped port costs no database.
   *
   * @throws StartProblem when it cannot be listened on
   */
  public void check() {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw problem(new UnresolvedAddressException());
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /** Why listening failed, in one line that names the setting to mend. */
  public StartProblem problem(Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof BindException || cause instanceof UnresolvedAddressException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    String where = host + ":" + port;
    if (cause instanceof UnresolvedAddressException || reason.contains("assign requested")) {
      return new StartProblem(
          "%s is no address of this machine: mend %s.interface (%s_INTERFACE)"
              .formatted(host, keys, variables),
          failure);
    }
    if (reason.contains("in use")) {
      return new StartProblem(
          "Port %s is taken by another program: stop that one, or choose another port with %s_PORT"
              .formatted(where, variables),
          failure);
    }
    if (reason.contains("denied")) {
      return new StartProblem(
          "This user may not listen on %s: choose a port over 1023 with %s_PORT"
              .formatted(where, variables),
          failure);
    }
    return new StartProblem("Cannot listen on %s: %s".formatted(where, cause), failure);
  }
}
