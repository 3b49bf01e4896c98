package carafe.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class BannerTest {
  @Test
  void anAddressCanBeCopiedAsItStands() {
    for (String literal : new String[] {"127.0.0.1", "::1"}) {
      InetAddress address = InetAddress.ofLiteral(literal);

      String url = "ws://%s:8080/".formatted(Banner.inUrl(new InetSocketAddress(address, 8080)));

      assertThat(URI.create(url).getPort()).as(url).isEqualTo(8080);
    }
  }
}
