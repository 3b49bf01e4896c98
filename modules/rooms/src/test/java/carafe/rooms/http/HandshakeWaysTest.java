package carafe.rooms.http;

import static carafe.rooms.client.SocketClient.handshake;
import static carafe.rooms.client.SocketClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.HttpReply;
import carafe.rooms.client.SocketClient;
import carafe.rooms.transport.TransportSettings;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever reads a handshake, the handler sees the same and the client is told the same: plain ones
 * are read by the direct transport itself, all of them by Pekko HTTP over its own streams.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class HandshakeWaysTest {
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  private static final String LONG = "x".repeat(7000);

  private final SeeingServer streams = new SeeingServer(TransportSettings.Kind.STREAMS);
  private final SeeingServer direct = new SeeingServer(TransportSettings.Kind.DIRECT);

  @AfterAll
  void stop() {
    streams.close();
    direct.close();
  }

  /** What came of it: the answers, what the handler saw, and whether a WebSocket was there. */
  private record Outcome(List<HttpReply> replies, List<SeeingServer.Seen> seen, String then) {}

  private static Outcome send(SeeingServer server, String head) {
    server.seen.clear();
    int asked = Math.max(1, head.split("GET ", -1).length - 1);
    boolean toHead = head.startsWith("HEAD");
    try (SocketClient client = SocketClient.connect(server.port())) {
      client.send(head);
      if (!head.contains("\n\r\n") && !head.contains("\n\n")) {
        client.endOutput(); // it never is a head
      }
      List<HttpReply> replies = new ArrayList<>();
      String then = "";
      while (then.isEmpty()) {
        try {
          HttpReply reply = comparable(toHead ? client.replyToHead() : client.reply());
          replies.add(reply);
          if (reply.status() == 101) {
            client.send(ClientFrame.text("hello"));
            then = client.read().toString();
            client.send(ClientFrame.close(1000, ""));
            then += ", " + client.readUntilClose();
          } else if (replies.size() == asked) {
            client.endOutput();
          }
        } catch (UncheckedIOException e) {
          then = "ended";
        }
      }
      return new Outcome(replies, List.copyOf(server.seen), then);
    }
  }

  /**
   * Without what differs from one second to the next, who says it, which a 101 need not, and from
   * which port the client came, which only streams tell it.
   */
  private static HttpReply comparable(HttpReply reply) {
    Map<String, String> headers = new TreeMap<>(reply.headers());
    headers.remove("date");
    headers.remove("server");
    headers.remove("content-length");
    return new HttpReply(
        reply.status(), headers, reply.body().replaceFirst(" from 127[.]0[.]0[.]1:[0-9]+", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("heads")
  void bothWaysAreTheSame(String name, String head) {
    assertThat(send(direct, head)).isEqualTo(send(streams, head));
  }

  /** The table is worth something only if it has both kinds. */
  @Test
  void someAreAcceptedAndSomeAreNot() {
    Outcome accepted = send(direct, handshake("/plain?_pk=1", "Origin: http://a"));
    assertThat(accepted.replies()).hasSize(1);
    assertThat(accepted.replies().getFirst().status()).isEqualTo(101);
    assertThat(accepted.replies().getFirst().headers())
        .isEqualTo(
            Map.of(
                "upgrade", "websocket",
                "connection", "upgrade",
                "sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    assertThat(accepted.seen()).hasSize(1);
    assertThat(accepted.seen().getFirst().shown()).containsEntry("origin", List.of("http://a"));
    assertThat(accepted.seen().getFirst().from()).isEqualTo("127.0.0.1");
    assertThat(accepted.then()).isEqualTo("text echo: hello, close 1000");
    Outcome refused = send(direct, handshake("/refused"));
    assertThat(refused.replies().getFirst().status()).isEqualTo(403);
    assertThat(refused.seen()).as("the handler is asked once").hasSize(1);
    Outcome none = send(direct, handshake("/1").replace("13\r\n", "12\r\n"));
    assertThat(none.replies().getFirst().status()).isEqualTo(404);
  }

  @Test
  void whoCannotBeWelcomedIsClosed() {
    try (SocketClient client = SocketClient.connect(direct.port())) {
      client.send(handshake("/unwelcome"));
      assertThat(client.reply().status()).isEqualTo(101);
      client.readEnd();
    }
  }

  static Stream<Arguments> heads() {
    Map<String, String> heads = new LinkedHashMap<>();
    targets(heads);
    headers(heads);
    fields(heads);
    syntax(heads);
    return heads.entrySet().stream().map(head -> Arguments.of(head.getKey(), head.getValue()));
  }

  private static void targets(Map<String, String> heads) {
    heads.put("plain", handshake("/1"));
    heads.put("accepted by another thread", handshake("/later"));
    heads.put("refused", handshake("/refused?x=1"));
    heads.put("refused, then another request", handshake("/refused") + request("GET", "/next"));
    heads.put("the handler throws", handshake("/thrown"));
    heads.put("the handler fails", handshake("/failed"));
    heads.put("query", handshake("/1?_pk=a&b=%20+c&b=2&&=#"));
    heads.put("percent-encoding", handshake("/%F0%9F%8D%B7/a%2Fb/%2e%2e?%41=%C3%A9"));
    heads.put("broken percent-encoding", handshake("/a%zz"));
    heads.put("half a percent-encoding", handshake("/a%2"));
    heads.put("percent-encoded nonsense", handshake("/%FF?a=%FF"));
    heads.put("raw UTF-8", handshake("/é?ü=ö"));
    heads.put("brackets and quotes", handshake("/a[1]{2}|\"3\"<4>^`?[x]={\"y\"}|\\"));
    heads.put("dots and slashes", handshake("//a/./b/../c//"));
    heads.put("control character in the target", handshake("/a\u0001b"));
    heads.put("absolute target", handshake("http://other.example:81/abs?x=1"));
    heads.put("absolute target without path", handshake("http://other.example"));
    heads.put("absolute target of another scheme", handshake("ws://other.example/1"));
    heads.put("authority with a user", handshake("http://me:pw@other.example/1"));
    heads.put("star", handshake("*"));
    heads.put("relative target", handshake("no/slash"));
    heads.put("empty target", handshake(""));
    heads.put("fragment", handshake("/1#part"));
    heads.put("longest target", handshake("/" + "x".repeat(4095)));
    heads.put("too long a target", handshake("/" + "x".repeat(4096)));
  }

  private static void headers(Map<String, String> heads) {
    heads.put("cookies", handshake("/1", "Cookie: a=1; b=\"2\"", "Cookie: c=3", "cookie: d"));
    heads.put("origin", handshake("/1", "Origin: https://example.com, null"));
    heads.put("broken origin", handshake("/1", "Origin: not an origin at all"));
    heads.put("forwarded", handshake("/1", "X-Forwarded-For: 1.2.3.4, 5.6.7.8", "Forwarded: by=x"));
    heads.put("duplicates", handshake("/1", "X-Odd: one", "x-odd: two", "X-ODD: one"));
    heads.put("empty value", handshake("/1", "X-Empty:", "X-Blank:   "));
    heads.put("spaces around the value", handshake("/1", "X-Space: \t a  b \t "));
    heads.put("no space", handshake("/1", "X-Tight:a"));
    heads.put("space before the colon", handshake("/1", "X-Odd : a"));
    heads.put("folded", handshake("/1", "X-Folded: a\r\n b", "X-After: c"));
    heads.put(
        "folded key",
        handshake("/1").replace(KEY, "Sec-WebSocket-Key:\r\n dGhlIHNhbXBsZSBub25jZQ=="));
    heads.put("folded first line", handshake("/1").replace("Host", " Host"));
    heads.put("raw UTF-8 in a value", handshake("/1", "X-Wine: rosé"));
    heads.put("odd name", handshake("/1", "X-!#$%&'*+.^_`|~1: a"));
    heads.put("name that is none", handshake("/1", "X(1): a"));
    heads.put("no colon", handshake("/1", "X-Nothing"));
    heads.put("no name", handshake("/1", ": a"));
    heads.put("control character in a value", handshake("/1", "X-Bell: a\u0007b"));
    heads.put("null in a value", handshake("/1", "X-Null: a\u0000b"));
    heads.put("authorization", handshake("/1", "Authorization: Basic YTpi", "User-Agent: (odd"));
    heads.put("host with a port", handshake("/1").replace("localhost", "example.com:8080"));
    heads.put("host in upper case", handshake("/1").replace("localhost", "EXAMPLE.com"));
    heads.put("host that is IPv6", handshake("/1").replace("localhost", "[::1]:1"));
    heads.put("empty host", handshake("/1").replace("localhost", ""));
    heads.put("broken host", handshake("/1").replace("localhost", "a b"));
    heads.put("no host", handshake("/1").replace("Host: localhost\r\n", ""));
    heads.put("two hosts", handshake("/1", "Host: localhost"));
    heads.put("long header", handshake("/1", "X-Long: " + LONG));
    heads.put("too long a header", handshake("/1", "X-Long: " + LONG + LONG));
    heads.put("long head", handshake("/1", "X-A: " + LONG, "X-B: " + LONG, "X-C: " + LONG));
    heads.put("long name", handshake("/1", "X-" + "n".repeat(60) + ": a"));
    heads.put("too long a name", handshake("/1", "X-" + "n".repeat(80) + ": a"));
    heads.put("many headers", handshake("/1", many(50)));
    heads.put("too many headers", handshake("/1", many(70)));
  }

  private static String[] many(int count) {
    return Stream.iterate(1, i -> i + 1)
        .limit(count)
        .map(i -> "X-" + i + ": a")
        .toArray(String[]::new);
  }

  private static void fields(Map<String, String> heads) {
    String plain = handshake("/1");
    heads.put(
        "lower case",
        plain
            .replace("Connection: U", "connection: u")
            .replace("Upgrade:", "upgrade:")
            .replace(KEY, KEY.replace("Sec-WebSocket-Key", "sec-websocket-key")));
    heads.put(
        "upper case",
        plain
            .replace("Upgrade: websocket", "UPGRADE: WEBSOCKET")
            .replace("Connection: Upgrade", "CONNECTION: UPGRADE"));
    heads.put(
        "several connection tokens",
        plain.replace("Connection: Upgrade", "Connection: keep-alive, Upgrade"));
    heads.put("two connection headers", handshake("/1", "Connection: keep-alive"));
    heads.put(
        "two connection headers, upgrade last",
        plain.replace("Connection: Upgrade", "Connection: keep-alive\r\nConnection: Upgrade"));
    heads.put(
        "close and upgrade", plain.replace("Connection: Upgrade", "Connection: close, Upgrade"));
    heads.put("no connection", plain.replace("Connection: Upgrade\r\n", ""));
    heads.put("no upgrade", plain.replace("Upgrade: websocket\r\n", ""));
    heads.put("another upgrade", plain.replace("websocket", "h2c"));
    heads.put("several upgrades", plain.replace(": websocket", ": h2c, websocket"));
    heads.put("upgrade with a version", plain.replace(": websocket", ": websocket/13"));
    heads.put("no version", plain.replace("Sec-WebSocket-Version: 13\r\n", ""));
    heads.put("version 8", plain.replace("Version: 13", "Version: 8"));
    heads.put("several versions", plain.replace("Version: 13", "Version: 13, 8"));
    heads.put("broken version", plain.replace("Version: 13", "Version: thirteen"));
    heads.put("no key", plain.replace(KEY + "\r\n", ""));
    heads.put("another key", plain.replace("dGhlIHNhbXBsZSBub25jZQ==", "AAAAAAAAAAAAAAAAAAAAAA=="));
    heads.put("short key", plain.replace("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="));
    heads.put(
        "long key",
        plain.replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZSBhbmQgbW9yZQ=="));
    heads.put(
        "key that is no base64",
        plain.replace("dGhlIHNhbXBsZSBub25jZQ==", "!!!!!!!!!!!!!!!!!!!!!!=="));
    heads.put("key without padding", plain.replace("jZQ==", "jZQ"));
    heads.put("key with odd last bits", plain.replace("jZQ==", "jZR=="));
    heads.put("empty key", plain.replace("dGhlIHNhbXBsZSBub25jZQ==", ""));
    heads.put("two keys", handshake("/1", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="));
    heads.put(
        "subprotocols",
        handshake(
            "/1", "Sec-WebSocket-Protocol: graphql-ws, other", "Sec-WebSocket-Protocol: third"));
    heads.put("broken subprotocols", handshake("/1", "Sec-WebSocket-Protocol: ,, a b"));
    heads.put(
        "extensions",
        handshake("/1", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));
    heads.put("broken extensions", handshake("/1", "Sec-WebSocket-Extensions: ;;="));
  }

  private static void syntax(Map<String, String> heads) {
    String plain = handshake("/1");
    heads.put("body of length 0", handshake("/1", "Content-Length: 0"));
    heads.put("two lengths", handshake("/1", "Content-Length: 0", "Content-Length: 1"));
    heads.put("broken length", handshake("/1", "Content-Length: x"));
    heads.put("chunked body", handshake("/1", "Transfer-Encoding: chunked") + "0\r\n\r\n");
    heads.put("unknown coding", handshake("/1", "Transfer-Encoding: gzip"));
    heads.put("a type without a body", handshake("/1", "Content-Type: text/plain"));
    heads.put("broken type", handshake("/1", "Content-Type: nothing"));
    heads.put("expectation", handshake("/1", "Expect: 100-continue"));
    heads.put("another expectation", handshake("/1", "Expect: miracles"));
    heads.put("POST", plain.replace("GET", "POST"));
    heads.put("HEAD", plain.replace("GET", "HEAD"));
    heads.put("get", plain.replace("GET", "get"));
    heads.put("GETS", plain.replace("GET", "GETS"));
    heads.put("HTTP/1.0", plain.replace("HTTP/1.1", "HTTP/1.0"));
    heads.put("HTTP/1.2", plain.replace("HTTP/1.1", "HTTP/1.2"));
    heads.put("HTTP/2.0", plain.replace("HTTP/1.1", "HTTP/2.0"));
    heads.put("no protocol", plain.replace(" HTTP/1.1", ""));
    heads.put("two spaces", plain.replace(" HTTP/1.1", "  HTTP/1.1"));
    heads.put("tabs", plain.replace("GET /1 ", "GET\t/1\t"));
    heads.put("space at the end of the line", plain.replace("HTTP/1.1", "HTTP/1.1 "));
    heads.put("lines end in LF", plain.replace("\r\n", "\n"));
    heads.put("one line ends in LF", plain.replace("localhost\r\n", "localhost\n"));
    heads.put("the head ends in LF", plain.substring(0, plain.length() - 2) + "\n");
    heads.put("one line ends in CR", plain.replace("localhost\r\n", "localhost\r"));
    heads.put("empty line before", "\r\n" + plain);
    heads.put("truncated", plain.substring(0, plain.length() - 3));
    heads.put("truncated in the first line", plain.substring(0, 9));
    heads.put("another request before", request("GET", "/first") + plain);
    heads.put("two others before", request("GET", "/1") + request("GET", "/2") + plain);
    heads.put("a plain request", request("GET", "/1"));
    heads.put("a request with the key in a value", request("GET", "/1", "X-Sec-WebSocket-Key: a"));
  }
}
