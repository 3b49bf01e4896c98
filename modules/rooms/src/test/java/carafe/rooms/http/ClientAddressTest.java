package carafe.rooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word is believed on where a client is. */
class ClientAddressTest {
  private static final TrustedProxies PROXIES =
      TrustedProxies.of("10.0.0.0/8, 192.0.2.7,fd00::/8, 172.16.0.0/12");

  private final ClientAddress clientAddress = new ClientAddress(PROXIES);

  private String client(String... lines) {
    InetAddress proxy = InetAddress.ofLiteral("10.0.0.1");
    return clientAddress.of(proxy, List.of(lines)).getHostAddress();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          198.51.100.4                                | 198.51.100.4  | one proxy
          198.51.100.4, 10.2.3.4                      | 198.51.100.4  | two
          203.0.113.66, 198.51.100.4                  | 198.51.100.4  | the client forged one
          203.0.113.66, 198.51.100.4, 192.0.2.7       | 198.51.100.4  | the same behind two
          10.9.9.9, 198.51.100.4                      | 198.51.100.4  | forged to be a proxy
          10.3.0.1, 10.2.0.1                          | 10.3.0.1      | a client among proxies
          nonsense, 198.51.100.4                      | 198.51.100.4  | not even looked at
          198.51.100.4, nonsense, 10.2.0.1            | 10.2.0.1      | the last good one
          nonsense                                    | 10.0.0.1      | only the proxy is known
          ''                                          | 10.0.0.1      | empty
          ,                                           | 10.0.0.1      | empty twice
          unknown, 10.2.0.1                           | 10.2.0.1      | a proxy's word for not knowing
          198.51.100.4:40312                          | 198.51.100.4  | with the port
          2001:db8::4                                 | 2001:db8:0:0:0:0:0:4 | IPv6
          [2001:db8::4]:40312                         | 2001:db8:0:0:0:0:0:4 | with the port
          [2001:db8::4]                               | 2001:db8:0:0:0:0:0:4 | with brackets alone
          2001:db8::4, fd12::1                        | 2001:db8:0:0:0:0:0:4 | a proxy of IPv6
          ::ffff:198.51.100.4                         | 198.51.100.4  | IPv4 in IPv6's clothes
          198.51.100.4, ::ffff:10.1.2.3               | 198.51.100.4  | the same of a proxy
          fe80::1%lo                                  | 10.0.0.1      | a zone says nothing here
          localhost                                   | 10.0.0.1      | names are not asked for
          010.0.0.1                                   | 10.0.0.1      | the JDK reads decimals
          198.51.100.256                              | 10.0.0.1      | no address
          198.51.100                                  | 10.0.0.1      | no address either
          172.15.0.1                                  | 172.15.0.1    | just outside a network
          172.32.0.1, 172.31.255.255                  | 172.32.0.1    | just inside one
          """)
  void theHeaderIsReadBackwards(String header, String client, String why) {
    assertThat(client(header)).as(why).isEqualTo(client);
  }

  @Test
  void severalHeadersAreOne() {
    assertThat(client("203.0.113.66", "198.51.100.4", "10.2.0.1")).isEqualTo("198.51.100.4");
    assertThat(client("198.51.100.4, 10.3.0.1", "10.2.0.1")).isEqualTo("198.51.100.4");
    assertThat(client()).isEqualTo("10.0.0.1");
  }

  @Test
  void aHeaderWithoutEndIsNotReadToItsEnd() {
    String hops =
        IntStream.range(0, 1000)
            .mapToObj("10.1.0.%d"::formatted)
            .map(hop -> hop.replaceFirst("\\d+$", "7"))
            .collect(Collectors.joining(","));
    assertThat(client("198.51.100.4," + hops)).isEqualTo("10.1.0.7");
    String sixteen = String.join(",", Arrays.copyOf(hops.split(","), 15));
    assertThat(client("198.51.100.4," + sixteen)).isEqualTo("198.51.100.4");
    assertThat(client("198.51.100.4,10.1.0.7," + sixteen)).isEqualTo("10.1.0.7");
  }

  @Test
  void withoutProxiesNobodyIsBelieved() {
    assertThat(TrustedProxies.of(" ").networks()).isEmpty();
    assertThat(TrustedProxies.of("").trust(InetAddress.getLoopbackAddress())).isFalse();
    assertThat(TrustedProxies.of("0.0.0.0/0").trust(InetAddress.ofLiteral("::1"))).isFalse();
    assertThat(TrustedProxies.of("0.0.0.0/0").trust(InetAddress.ofLiteral("1.2.3.4"))).isTrue();
    assertThat(TrustedProxies.of("::1").trust(InetAddress.ofLiteral("::1"))).isTrue();
  }
}
