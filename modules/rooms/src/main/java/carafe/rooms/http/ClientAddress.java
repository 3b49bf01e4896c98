package carafe.rooms.http;

import java.net.InetAddress;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;

/** Where a client is: the one place to believe a trusted proxy's word, when there are such. */
final class ClientAddress {
  private ClientAddress() {}

  static InetAddress of(HttpRequest request) {
    return request
        .getAttribute(AttributeKeys.remoteAddress)
        .flatMap(RemoteAddress::getAddress)
        .orElseGet(InetAddress::getLoopbackAddress);
  }
}
