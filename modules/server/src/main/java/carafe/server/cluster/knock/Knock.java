package carafe.server.cluster.knock;

import carafe.server.cluster.registry.NodeAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Tries to connect to a node's cluster port, and says no word there. */
public final class Knock {
  /** Far less than the system takes to give up: a refusal in that time is one that was sent. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private Knock() {}

  /** Blocks for up to half a second an address. */
  public static Answer at(NodeAddress node) {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(node.host());
    } catch (IOException e) {
      return Answer.SILENCE;
    }
    for (InetAddress address : addresses) {
      Answer answer = at(new InetSocketAddress(address, node.port()));
      if (answer != Answer.REFUSED) {
        return answer; // a name with several addresses is dead at all of them, or not known to be
      }
    }
    return Answer.REFUSED;
  }

  private static Answer at(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
      return Answer.TAKEN;
    } catch (ConnectException e) {
      return Answer.REFUSED; // else it is a timeout, or no route
    } catch (IOException e) {
      return Answer.SILENCE;
    }
  }
}
