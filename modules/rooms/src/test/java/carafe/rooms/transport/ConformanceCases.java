package carafe.rooms.transport;

import static carafe.rooms.client.ClientFrame.BINARY;
import static carafe.rooms.client.ClientFrame.CONTINUATION;
import static carafe.rooms.client.ClientFrame.PING;
import static carafe.rooms.client.ClientFrame.PONG;
import static carafe.rooms.client.ClientFrame.TEXT;
import static carafe.rooms.client.ClientFrame.bytes;
import static carafe.rooms.client.ClientFrame.close;
import static carafe.rooms.client.ClientFrame.ping;
import static carafe.rooms.client.ClientFrame.pong;
import static carafe.rooms.client.ClientFrame.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import carafe.rooms.client.ClientFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What clients send, and what they must be told; numbered as the Autobahn test suite does. */
final class ConformanceCases {
  /**
   * @param writes one after the other
   * @param closedWith the code of the close frame that follows; 0: it goes on
   */
  record Case(String name, List<byte[]> writes, List<String> answers, int closedWith) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final int PROTOCOL = 1002;
  private static final int NOT_UTF_8 = 1007;
  private static final String GREEK = "κόσμε";
  private static final String UMLAUTS = "Hello-µ@ßöäüàá-UTF-8!!";

  private final List<Case> cases = new ArrayList<>();

  static List<Case> all() {
    ConformanceCases all = new ConformanceCases();
    all.framing();
    all.pings();
    all.reservedBits();
    all.opcodes();
    all.fragments();
    all.utf8();
    all.cases.addAll(Utf8Cases.all());
    all.closing();
    all.limits();
    return all.cases;
  }

  // ---- how a case is written down

  private void fine(String name, List<byte[]> writes, String... answers) {
    cases.add(new Case(name, writes, List.of(answers), 0));
  }

  private void broken(String name, int code, List<byte[]> writes, String... answers) {
    cases.add(new Case(name, writes, List.of(answers), code));
  }

  static String echo(String text) {
    return ("text echo: " + text).strip();
  }

  private static String echo(byte[] bytes) {
    return ("text echo: bytes " + HexFormat.of().formatHex(bytes)).strip();
  }

  /** Each in a write of its own. */
  private static List<byte[]> eachAlone(ClientFrame... frames) {
    return Arrays.stream(frames).map(frame -> frame.bytes()).toList();
  }

  private static List<byte[]> together(ClientFrame... frames) {
    return List.of(bytes(frames));
  }

  private static List<byte[]> chopped(int size, ClientFrame... frames) {
    byte[] all = bytes(frames);
    List<byte[]> chops = new ArrayList<>();
    for (int at = 0; at < all.length; at += size) {
      chops.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + size)));
    }
    return chops;
  }

  private static ClientFrame[] inFragments(int opcode, byte[] message, int size) {
    List<ClientFrame> frames = new ArrayList<>();
    for (int at = 0; at == 0 || at < message.length; at += size) {
      int end = Math.min(message.length, at + size);
      ClientFrame frame =
          ClientFrame.of(at == 0 ? opcode : CONTINUATION, Arrays.copyOfRange(message, at, end));
      frames.add(end < message.length ? frame.unfinished() : frame);
    }
    return frames.toArray(ClientFrame[]::new);
  }

  private static ClientFrame more(String payload) {
    return ClientFrame.of(CONTINUATION, payload);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xFE);
    return bytes;
  }

  // ---- 1

  private void framing() {
    int[] lengths = {0, 125, 126, 127, 128, 65535, 65536};
    for (int i = 0; i < lengths.length; i++) {
      String text = "*".repeat(lengths[i]);
      byte[] bytes = filled(lengths[i]);
      fine("1.1." + (i + 1), together(text(text)), echo(text));
      fine("1.2." + (i + 1), together(ClientFrame.of(BINARY, bytes)), echo(bytes));
    }
    String text = "*".repeat(65536);
    byte[] bytes = filled(65536);
    fine("1.1.8", chopped(997, text(text)), echo(text));
    fine("1.2.8", chopped(997, ClientFrame.of(BINARY, bytes)), echo(bytes));
  }

  // ---- 2 (2.10 and 2.11 are in the test)

  private void pings() {
    fine("2.1", together(ping("")), "pong");
    fine("2.2", together(ping("Hello, world!")), "pong Hello, world!");
    fine("2.3", together(ClientFrame.of(PING, hex("41420043"))), "pong AB\0C");
    fine("2.4", together(ping("p".repeat(125))), "pong " + "p".repeat(125));
    broken("2.5", PROTOCOL, together(ping("p".repeat(126))));
    fine("2.6", chopped(1, ping("p".repeat(125))), "pong " + "p".repeat(125));
    fine("2.7", together(pong("")));
    fine("2.8", together(pong("unsolicited")));
    fine("2.9", together(pong("unsolicited"), ping("ping")), "pong ping");
  }

  // ---- 3

  private void reservedBits() {
    ClientFrame hello = text("Hello");
    broken("3.1", PROTOCOL, together(text("x").reserved(0x10)));
    broken("3.2", PROTOCOL, eachAlone(hello, text("x").reserved(0x20), ping("")), echo("Hello"));
    broken("3.3", PROTOCOL, together(hello, text("x").reserved(0x30), ping("")), echo("Hello"));
    broken("3.4", PROTOCOL, chopped(1, hello, text("x").reserved(0x40), ping("")), echo("Hello"));
    broken("3.5", PROTOCOL, together(ClientFrame.binary((byte) 1).reserved(0x50)));
    broken("3.6", PROTOCOL, together(ping("x").reserved(0x60)));
    broken("3.7", PROTOCOL, together(close(1000, "").reserved(0x70)));
  }

  // ---- 4

  private void opcodes() {
    int[][] unknown = {{3, 4, 5, 6, 7}, {11, 12, 13, 14, 15}};
    for (int kind = 0; kind < 2; kind++) {
      for (int i = 0; i < 5; i++) {
        String name = "4." + (kind + 1) + "." + (i + 1);
        ClientFrame odd = ClientFrame.of(unknown[kind][i], i % 2 == 0 ? "" : "payload");
        switch (i) {
          case 0, 1 -> broken(name, PROTOCOL, together(odd));
          case 2 -> broken(name, PROTOCOL, eachAlone(text("Hi"), odd, ping("")), echo("Hi"));
          case 3 -> broken(name, PROTOCOL, together(text("Hi"), odd, ping("")), echo("Hi"));
          default -> broken(name, PROTOCOL, chopped(1, text("Hi"), odd, ping("")), echo("Hi"));
        }
      }
    }
  }

  // ---- 5

  private void fragments() {
    ClientFrame first = text("fragment1").unfinished();
    ClientFrame second = more("fragment2");
    String whole = echo("fragment1fragment2");
    broken("5.1", PROTOCOL, eachAlone(ping("a").unfinished(), more("b")));
    broken("5.2", PROTOCOL, eachAlone(ClientFrame.of(PONG, "a").unfinished(), more("b")));
    fine("5.3", together(first, second), whole);
    fine("5.4", eachAlone(first, second), whole);
    fine("5.5", chopped(1, first, second), whole);
    fine("5.6", together(first, ping("between"), second), "pong between", whole);
    fine("5.7", eachAlone(first, ping("between"), second), "pong between", whole);
    fine("5.8", chopped(1, first, ping("between"), second), "pong between", whole);
    broken("5.9", PROTOCOL, together(more("nothing"), text("Hi")));
    broken("5.10", PROTOCOL, eachAlone(more("nothing"), text("Hi")));
    broken("5.11", PROTOCOL, chopped(1, more("nothing"), text("Hi")));
    broken("5.12", PROTOCOL, together(more("nothing").unfinished(), text("Hi")));
    broken("5.13", PROTOCOL, eachAlone(more("nothing").unfinished(), text("Hi")));
    broken("5.14", PROTOCOL, chopped(1, more("nothing").unfinished(), text("Hi")));
    ClientFrame lone = more("nothing").unfinished();
    broken("5.15", PROTOCOL, together(first, second, lone, text("Hi")), whole);
    broken("5.16", PROTOCOL, together(lone, text("Hi"), lone, text("Hi")));
    broken("5.17", PROTOCOL, together(more("nothing"), text("Hi"), more("nothing"), text("Hi")));
    broken("5.18", PROTOCOL, eachAlone(first, text("fragment2")));
    ClientFrame[] five = {
      first,
      more("fragment2").unfinished(),
      more("fragment3").unfinished(),
      more("fragment4").unfinished(),
      ping("between"),
      more("fragment5")
    };
    String all = echo("fragment1fragment2fragment3fragment4fragment5");
    fine("5.19", together(five), "pong between", all);
    fine("5.20", chopped(1, five), "pong between", all);
  }

  // ---- 6.1 to 6.4

  private void utf8() {
    fine("6.1.1", together(text("")), echo(""));
    fine("6.1.2", together(text("").unfinished(), more("").unfinished(), more("")), echo(""));
    fine(
        "6.1.3",
        together(text("").unfinished(), more("middle").unfinished(), more("")),
        echo("middle"));
    byte[] umlauts = UMLAUTS.getBytes(UTF_8);
    fine("6.2.1", together(text(UMLAUTS)), echo(UMLAUTS));
    fine("6.2.2", together(text("Hello-µ@ßöä").unfinished(), more("üàá-UTF-8!!")), echo(UMLAUTS));
    fine("6.2.3", together(inFragments(TEXT, umlauts, 1)), echo(UMLAUTS));
    fine("6.2.4", eachAlone(inFragments(TEXT, GREEK.getBytes(UTF_8), 1)), echo(GREEK));
    byte[] wrong = hex("cebae1bdb9cf83cebcceb5eda080656469746564");
    broken("6.3.1", NOT_UTF_8, together(ClientFrame.of(TEXT, wrong)));
    broken("6.3.2", NOT_UTF_8, together(inFragments(TEXT, wrong, 1)));
    // Fail fast: the message is never finished.
    byte[] begin = hex("cebae1bdb9cf83cebcceb5");
    ClientFrame good = ClientFrame.of(TEXT, begin).unfinished();
    ClientFrame bad = ClientFrame.of(CONTINUATION, hex("f4908080")).unfinished();
    broken("6.4.1", NOT_UTF_8, eachAlone(good, bad));
    broken(
        "6.4.2",
        NOT_UTF_8,
        eachAlone(good, ClientFrame.of(CONTINUATION, hex("f490")).unfinished()));
    byte[] frame = ClientFrame.of(TEXT, hex("cebae1bdb9cf83cebcceb5f4908080656469746564")).bytes();
    broken("6.4.3", NOT_UTF_8, List.of(Arrays.copyOf(frame, 6 + 15)));
    broken(
        "6.4.4",
        NOT_UTF_8,
        List.of(Arrays.copyOf(frame, 6 + 12), Arrays.copyOfRange(frame, 6 + 12, 6 + 13)));
  }

  // ---- 7

  private void closing() {
    broken("7.1.2", 1000, together(close(1000, ""), close(1000, "")));
    broken("7.1.3", 1000, together(close(1000, ""), ping("")));
    broken("7.1.4", 1000, together(close(1000, ""), text("Hi")));
    broken("7.1.5", 1000, together(text("a").unfinished(), close(1000, ""), more("b")));
    broken("7.3.2", PROTOCOL, together(ClientFrame.of(ClientFrame.CLOSE, "a")));
    broken("7.3.3", 1000, together(close(1000, "")));
    broken("7.3.4", 1000, together(close(1000, "Hello World!")));
    broken("7.3.5", 1000, together(close(1000, "*".repeat(123))));
    broken("7.3.6", PROTOCOL, together(close(1000, "*".repeat(124))));
    broken("7.5.1", NOT_UTF_8, together(close(1000, hex("cebae1bdb9cf83cebcceb5eda080"))));
    int[] allowed = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999};
    for (int code : allowed) {
      broken("7.7 " + code, code, together(close(code, "")));
    }
    int[] forbidden = {0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65535};
    for (int code : forbidden) {
      broken("7.9 and 7.13 " + code, PROTOCOL, together(close(code, "")));
    }
  }

  // ---- 9 (9.7 and 9.8 are in the test) and 10

  private void limits() {
    String text = "*".repeat(65536);
    byte[] utf8 = text.getBytes(UTF_8);
    byte[] bytes = filled(65536);
    for (int size : new int[] {64, 256, 1024, 4096, 16384, 65536}) {
      fine("9.3 by " + size, together(inFragments(TEXT, utf8, size)), echo(text));
      fine("9.4 by " + size, together(inFragments(BINARY, bytes, size)), echo(bytes));
    }
    for (int size : new int[] {64, 128, 256, 512, 1024, 2048}) {
      fine("9.5 by " + size, chopped(size, text(text)), echo(text));
      fine("9.6 by " + size, chopped(size, ClientFrame.of(BINARY, bytes)), echo(bytes));
    }
    fine("10.1.1", eachAlone(inFragments(TEXT, utf8, 1300)), echo(text));
  }
}
