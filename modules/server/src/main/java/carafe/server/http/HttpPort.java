package carafe.server.http;

import carafe.server.listen.ListenAddress;
import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import java.net.InetSocketAddress;

/**
 * A port that answers HTTP.
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

  /** What to type to get there; IPv6 in brackets. */
  public static String url(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return "http://%s:%d"
        .formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }

  /**
   * Looks before anything else is started, so that a mistyped port costs no database.
   *
   * @throws StartProblem when it cannot be listened on
   */
  public void check() {
    address().check();
  }

  /**
   * Looks that another port of ours is not the same one, which would be seen only when both are
   * listened on.
   *
   * @throws StartProblem when it is
   */
  public void checkApartFrom(HttpPort other) {
    if (port != 0 && port == other.port && address().overlaps(other.address())) {
      throw new StartProblem(
          "%s.port (%s_PORT) and %s.port (%s_PORT) are both %d: give one of them another port"
              .formatted(keys, variables, other.keys, other.variables, port));
    }
  }

  /**
   * The same for what other nodes reach, which would be taken for another program's.
   *
   * @throws StartProblem when it is
   */
  public void checkApartFrom(ListenAddress other) {
    if (port != 0 && port == other.port() && address().overlaps(other)) {
      throw new StartProblem(
          "%s.port (%s_PORT) and the cluster's (%s) are both %d: give one of them another port"
              .formatted(keys, variables, other.portVariable(), port));
    }
  }

  /** Why listening failed, in one line that names the setting to mend. */
  public StartProblem problem(Throwable failure) {
    return address().problem(failure);
  }

  private ListenAddress address() {
    return new ListenAddress(
        host, port, "%s.interface (%s_INTERFACE)".formatted(keys, variables), variables + "_PORT");
  }
}
