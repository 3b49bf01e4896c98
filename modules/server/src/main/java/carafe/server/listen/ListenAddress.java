package carafe.server.listen;

import carafe.server.problem.StartProblem;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;

/**
 * An address to listen on, and why it cannot be had.
 *
 * @param hostSetting how to change the host: a key and its variable
 * @param portVariable how to change the port
 */
public record ListenAddress(String host, int port, String hostSetting, String portVariable) {
  /**
   * Looks before anything else is started.
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

  /** Whether its host takes in the other's, or the other way round. */
  public boolean overlaps(ListenAddress other) {
    InetAddress ours = new InetSocketAddress(host, port).getAddress();
    InetAddress theirs = new InetSocketAddress(other.host, other.port).getAddress();
    if (ours == null || theirs == null) {
      return false; // no addresses of this machine, which is another problem
    }
    return ours.isAnyLocalAddress() || theirs.isAnyLocalAddress() || ours.equals(theirs);
  }

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
          "%s is no address of this machine: mend %s".formatted(host, hostSetting), failure);
    }
    if (reason.contains("in use")) {
      return new StartProblem(
          "Port %s is taken by another program: stop that one, or choose another port with %s"
              .formatted(where, portVariable),
          failure);
    }
    if (reason.contains("denied")) {
      return new StartProblem(
          "This user may not listen on %s: choose a port over 1023 with %s"
              .formatted(where, portVariable),
          failure);
    }
    return new StartProblem("Cannot listen on %s: %s".formatted(where, cause), failure);
  }
}
