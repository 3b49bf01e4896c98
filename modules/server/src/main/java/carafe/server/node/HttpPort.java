package carafe.server.node;

import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/** The port to listen on, and why it cannot be had. */
public final class HttpPort {
  private HttpPort() {}

  /**
   * Looks before anything else is started, so that a mistyped port costs no database.
   *
   * @throws StartProblem when it cannot be listened on
   */
  public static void check(Settings.Http http) {
    InetSocketAddress address = new InetSocketAddress(http.host(), http.port());
    if (address.isUnresolved()) {
      throw problem(http, new UnresolvedAddressException());
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw problem(http, e);
    }
  }

  static StartProblem problem(Settings.Http http, Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof BindException || cause instanceof UnresolvedAddressException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    String where = http.host() + ":" + http.port();
    if (cause instanceof UnresolvedAddressException || reason.contains("assign requested")) {
      return new StartProblem(
          "%s is no address of this machine: mend carafe.http.interface (CARAFE_HTTP_INTERFACE)"
              .formatted(http.host()),
          failure);
    }
    if (reason.contains("in use")) {
      return new StartProblem(
          "Port %s is taken by another program: stop that one, or choose another port with"
                  .formatted(where)
              + " CARAFE_HTTP_PORT",
          failure);
    }
    if (reason.contains("denied")) {
      return new StartProblem(
          "This user may not listen on %s: choose a port over 1023 with CARAFE_HTTP_PORT"
              .formatted(where),
          failure);
    }
    return new StartProblem("Cannot listen on %s: %s".formatted(where, cause), failure);
  }
}
