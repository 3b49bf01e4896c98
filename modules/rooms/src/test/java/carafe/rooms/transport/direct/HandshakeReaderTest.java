package carafe.rooms.transport.direct;

import static carafe.rooms.client.SocketClient.handshake;
import static carafe.rooms.client.SocketClient.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which handshakes are read without a stream; what they say is compared over sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakeReaderTest {
  private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "reader");
  private final HandshakeReader reader =
      new HandshakeReader(system, ServerSettings.create(system.settings().config()));

  @AfterAll
  void stop() {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private static int headLength(String text) {
    return HandshakeReader.headLength(text.getBytes(UTF_8));
  }

  private boolean reads(String head) {
    return reader.read(ByteString.fromString(head)).isPresent();
  }

  @Test
  void aHeadWithAKeyIsLookedAt() {
    String head = handshake("/1", "X-Odd: one");
    assertThat(headLength(head)).isEqualTo(head.length());
    assertThat(headLength(head + "frames")).isEqualTo(head.length());
    assertThat(headLength(head + head)).isEqualTo(head.length());
    assertThat(headLength(head.replace("Sec-WebSocket-Key", "sEC-wEBsOCKET-kEY")))
        .isEqualTo(head.length());
  }

  @Test
  void anythingElseIsNot() {
    String head = handshake("/1");
    for (int cut = 0; cut < head.length(); cut++) {
      assertThat(headLength(head.substring(0, cut))).as("%s bytes", cut).isZero();
    }
    assertThat(headLength(request("GET", "/1"))).isZero();
    assertThat(headLength(request("GET", "/1", "X-Sec-WebSocket-Key: 1"))).isZero();
    assertThat(headLength(request("GET", "/1") + head)).isZero();
    assertThat(headLength(head.replace("GET", "POST"))).isZero();
    assertThat(headLength("\r\n" + head)).isZero();
    for (int at = head.indexOf('\r'); at >= 0; at = head.indexOf('\r', at + 1)) {
      assertThat(headLength(head.substring(0, at) + head.substring(at + 1))).isZero();
      assertThat(headLength(head.substring(0, at + 1) + head.substring(at + 2))).isZero();
    }
    assertThat(headLength(handshake("/1", "X-Long: " + "x".repeat(16_384)))).isZero();
  }

  @Test
  void plainOnesAreRead() {
    HttpRequest read = reader.read(ByteString.fromString(handshake("/a?b=c"))).orElseThrow();
    assertThat(read.getUri().toString()).isEqualTo("ws://localhost/a?b=c");
    assertThat(read.getHeader("Sec-WebSocket-Key").map(HttpHeader::value))
        .contains("dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(reads(handshake("/1", "Content-Length: 0", "Cookie: a=1"))).isTrue();
    assertThat(reads(handshake("/1").replace(": Upgrade", ": keep-alive, upgrade"))).isTrue();
  }

  @Test
  void allThatIsMoreOrLessIsLeftToTheStream() {
    String plain = handshake("/1");
    assertThat(reads(plain.replace("Version: 13", "Version: 8"))).isFalse();
    assertThat(reads(plain.replace("b25jZQ==", ""))).isFalse();
    assertThat(reads(plain.replace("Host: localhost\r\n", ""))).isFalse();
    assertThat(reads(plain.replace(": Upgrade", ": close"))).isFalse();
    assertThat(reads(plain.replace(": Upgrade", ": close, upgrade"))).isFalse();
    assertThat(reads(plain.replace("HTTP/1.1", "HTTP/1.0"))).isFalse();
    assertThat(reads(handshake("/1", "Content-Length: 5"))).isFalse();
    assertThat(reads(handshake("/1", "Transfer-Encoding: chunked"))).isFalse();
    assertThat(reads(handshake("/1", "Expect: 100-continue"))).isFalse();
    assertThat(reads(handshake("/1", "X(: 1"))).isFalse();
    assertThat(reads(handshake("/a%zz"))).isFalse();
    assertThat(reads(plain + request("GET", "/2"))).isFalse();
    assertThat(reads(plain)).as("the next one is read whatever came before").isTrue();
  }

  /** So many that its parser is made anew in between. */
  @Test
  void thousandsAreReadOneLikeTheOther() {
    for (int i = 0; i < 2500; i++) {
      HttpRequest read =
          reader
              .read(ByteString.fromString(handshake("/" + i, "X-" + i % 400 + ": " + i)))
              .orElseThrow();
      assertThat(read.getUri().path()).isEqualTo("/" + i);
      assertThat(read.getHeader("X-" + i % 400).map(HttpHeader::value)).contains("" + i);
    }
  }
}
