package carafe.rooms.frame;

import static carafe.rooms.client.ClientFrame.BINARY;
import static carafe.rooms.client.ClientFrame.CLOSE;
import static carafe.rooms.client.ClientFrame.CONTINUATION;
import static carafe.rooms.client.ClientFrame.PING;
import static carafe.rooms.client.ClientFrame.TEXT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.budget.ByteBudget;
import carafe.rooms.client.ClientFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrameParserTest {
  private static final int MESSAGE_MAX = 100_000;

  private final ByteBudget budget = new ByteBudget(1 << 20);

  private static FrameParser parser(ByteBudget budget) {
    return new FrameParser(MESSAGE_MAX, budget, () -> {});
  }

  static Stream<Arguments> talk() {
    return Stream.of(
        Arguments.of("text", frames(ClientFrame.text("hé 🍷")), "text hé 🍷"),
        Arguments.of("empty text", frames(ClientFrame.text("")), "text "),
        Arguments.of("binary", frames(ClientFrame.binary((byte) 0xFF, (byte) 0)), "binary ff00"),
        Arguments.of("16-bit length", frames(ClientFrame.text("x".repeat(126))), xs(126)),
        Arguments.of("most of 16 bits", frames(ClientFrame.text("x".repeat(65535))), xs(65535)),
        Arguments.of("64-bit length", frames(ClientFrame.text("x".repeat(65536))), xs(65536)),
        Arguments.of("at the limit", frames(ClientFrame.text("x".repeat(100_000))), xs(100_000)),
        Arguments.of("two", frames(ClientFrame.text("a"), ClientFrame.text("b")), "text a, text b"),
        Arguments.of(
            "fragments with control frames between, cut inside a character",
            frames(
                ClientFrame.of(TEXT, bytes(0xF0, 0x9F)).unfinished(),
                ClientFrame.ping("p"),
                ClientFrame.of(CONTINUATION, "").unfinished(),
                ClientFrame.pong("q"),
                ClientFrame.of(CONTINUATION, bytes(0x8D, 0xB7, 'x'))),
            "fragment, ping p, fragment, pong, text 🍷x"),
        Arguments.of(
            "an empty last fragment",
            frames(
                ClientFrame.of(BINARY, "ab").unfinished(),
                ClientFrame.of(CONTINUATION, new byte[0])),
            "fragment, binary 6162"),
        Arguments.of(
            "longest ping", frames(ClientFrame.ping("p".repeat(125))), "ping " + "p".repeat(125)),
        Arguments.of("close without a code", frames(ClientFrame.close()), "close 1005 "),
        Arguments.of("close", frames(ClientFrame.close(1000, "bye 🍷")), "close 1000 bye 🍷"),
        Arguments.of(
            "nothing after close",
            frames(
                ClientFrame.close(4999, ""),
                ClientFrame.text("x"),
                ClientFrame.text("y").unmasked()),
            "close 4999 "),
        Arguments.of(
            "close inside a message",
            frames(ClientFrame.text("x").unfinished(), ClientFrame.close(3000, "")),
            "fragment, close 3000 "),
        // What breaks the protocol.
        broken("unmasked", ClientFrame.text("x").unmasked()),
        broken("unmasked control", ClientFrame.ping("x").unmasked()),
        broken("RSV1", ClientFrame.text("x").reserved(0x40)),
        broken("RSV2", ClientFrame.text("x").reserved(0x20)),
        broken("RSV3", ClientFrame.ping("x").reserved(0x10)),
        broken("opcode 3", ClientFrame.of(3, "x")),
        broken("opcode 7", ClientFrame.of(7, "x")),
        broken("opcode 11", ClientFrame.of(11, "x")),
        broken("opcode 15", ClientFrame.of(15, "x")),
        broken("fragmented ping", ClientFrame.ping("x").unfinished()),
        broken("fragmented close", ClientFrame.close(1000, "").unfinished()),
        broken("ping of 126", ClientFrame.ping("x".repeat(126))),
        broken("ping with a long length", ClientFrame.ping("x").lengthIn(2)),
        broken("continuation of nothing", ClientFrame.of(CONTINUATION, "x")),
        broken(
            "unfinished continuation of nothing", ClientFrame.of(CONTINUATION, "x").unfinished()),
        broken("125 in 16 bits", ClientFrame.text("x".repeat(125)).lengthIn(2)),
        broken("65535 in 64 bits", ClientFrame.text("x".repeat(65535)).lengthIn(8)),
        broken("a negative length", ClientFrame.text("x").lengthIn(8).announcing(Long.MIN_VALUE)),
        broken("a close code of one byte", ClientFrame.of(CLOSE, "x")),
        Arguments.of(
            "a new message inside a message",
            frames(ClientFrame.text("a").unfinished(), ClientFrame.text("b")),
            "fragment, broken 1002"),
        Arguments.of(
            "a continuation after the end",
            frames(
                ClientFrame.text("a").unfinished(),
                ClientFrame.of(CONTINUATION, "b"),
                ClientFrame.of(CONTINUATION, "c")),
            "fragment, text ab, broken 1002"),
        Arguments.of(
            "nothing after a breach",
            frames(ClientFrame.text("x").unmasked(), ClientFrame.text("y"), ClientFrame.close()),
            "broken 1002"),
        // Text that is not UTF-8.
        Arguments.of(
            "a lone continuation byte",
            frames(ClientFrame.of(TEXT, bytes('a', 0x80))),
            "broken 1007"),
        Arguments.of(
            "an overlong form", frames(ClientFrame.of(TEXT, bytes(0xC0, 0xAF))), "broken 1007"),
        Arguments.of(
            "a surrogate", frames(ClientFrame.of(TEXT, bytes(0xED, 0xA0, 0x80))), "broken 1007"),
        Arguments.of(
            "beyond Unicode", frames(ClientFrame.of(TEXT, bytes(0xF4, 0x90))), "broken 1007"),
        Arguments.of("half a character", frames(ClientFrame.of(TEXT, bytes(0xC3))), "broken 1007"),
        Arguments.of(
            "half a character at the end of the last fragment",
            frames(
                ClientFrame.of(TEXT, bytes(0xC3)).unfinished(),
                ClientFrame.of(CONTINUATION, bytes(0xA9, 0xC3)).unfinished(),
                ClientFrame.of(CONTINUATION, new byte[0])),
            "fragment, fragment, broken 1007"),
        Arguments.of(
            "any bytes are fine in binary",
            frames(ClientFrame.of(BINARY, bytes(0xC0, 0xAF))),
            "binary c0af"),
        Arguments.of(
            "a reason that is not UTF-8",
            frames(ClientFrame.close(1000, bytes(0xC3))),
            "broken 1007"),
        // Over the limit.
        Arguments.of(
            "too large, then the answer to our close frame",
            frames(
                ClientFrame.text("x".repeat(100_001)),
                ClientFrame.text("not told"),
                ClientFrame.ping("p"),
                ClientFrame.close(1009, "")),
            "too large, ping p, close 1009 "),
        Arguments.of(
            "too large in fragments",
            frames(
                ClientFrame.text("x".repeat(60_000)).unfinished(),
                ClientFrame.of(CONTINUATION, "x".repeat(40_000)).unfinished(),
                ClientFrame.of(CONTINUATION, "x").unfinished(),
                ClientFrame.of(CONTINUATION, "x"),
                ClientFrame.close(1000, "")),
            "fragment, fragment, too large, close 1000 "),
        Arguments.of(
            "not even announced bytes are needed to see it",
            Arrays.copyOf(ClientFrame.text("").lengthIn(8).announcing(Long.MAX_VALUE).bytes(), 10),
            "too large"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("talk")
  void tellsWhatClientsSay(String name, byte[] wire, String told) {
    assertThat(feed(wire, wire.length)).isEqualTo(told);
    assertThat(budget.used()).as("kept after %s", name).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("talk")
  void tellsTheSameHoweverTheBytesAreCut(String name, byte[] wire, String told) {
    for (int piece : new int[] {1, 2, 3, 7, 1000}) {
      assertThat(feed(wire, piece)).as("%s in pieces of %d", name, piece).isEqualTo(told);
    }
  }

  @Test
  void everyCloseCodeIsEitherToldOrAgainstTheProtocol() {
    for (int code = 0; code <= 0xFFFF; code++) {
      String expected = CloseCodes.mayTravel(code) ? "close " + code + " " : "broken 1002";
      assertThat(feed(ClientFrame.close(code, "").bytes(), 10)).isEqualTo(expected);
    }
    assertThat(IntStream.rangeClosed(0, 0xFFFF).filter(CloseCodes::mayTravel).count())
        .isEqualTo(4 + 8 + 2000);
  }

  @Test
  void invalidTextShowsBeforeTheFrameIsWhole() {
    byte[] wire = ClientFrame.of(TEXT, bytes('a', 'b', 0xFF, 'c', 'd')).bytes();
    assertThat(feed(Arrays.copyOf(wire, wire.length - 2), 1000)).isEqualTo("broken 1007");
    assertThat(feed(Arrays.copyOf(wire, wire.length - 3), 1000)).isEmpty();
  }

  @Test
  void readsAnyKindOfBuffer() {
    byte[] wire = frames(ClientFrame.text("one"), ClientFrame.text("two"));
    ByteBuffer direct = ByteBuffer.allocateDirect(wire.length).put(wire).flip();
    assertThat(feed(parser(budget), direct)).containsExactly("text one", "text two");
    ByteBuffer readOnly = ByteBuffer.wrap(wire).asReadOnlyBuffer();
    assertThat(feed(parser(budget), readOnly)).containsExactly("text one", "text two");
  }

  @Test
  void drawsFromTheBudgetOnlyWhatHasArrivedOrLittleMore() {
    FrameParser parser = parser(budget);
    byte[] wire = ClientFrame.text("x".repeat(90_000)).bytes();

    feed(parser, ByteBuffer.wrap(wire, 0, 100));
    assertThat(budget.used()).isEqualTo(256);
    feed(parser, ByteBuffer.wrap(wire, 100, 900));
    assertThat(budget.used()).isBetween(900L, 2048L);
    feed(parser, ByteBuffer.wrap(wire, 1000, wire.length - 1001));
    assertThat(budget.used()).isBetween(89_999L, 90_000L);
    assertThat(feed(parser, ByteBuffer.wrap(wire, wire.length - 1, 1)))
        .containsExactly("text " + "x".repeat(90_000));
    assertThat(budget.used()).isZero();
  }

  @Test
  void messagesInOnePieceNeedNoBudget() {
    FrameParser parser = parser(new ByteBudget(0));
    assertThat(feed(parser, ByteBuffer.wrap(frames(ClientFrame.text("a"), ClientFrame.text("b")))))
        .containsExactly("text a", "text b");
  }

  @Test
  void theMessageThatBeganLongestAgoMakesRoomForOthers() {
    ByteBudget small = new ByteBudget(1200);
    List<String> told = new ArrayList<>();
    FrameParser first = new FrameParser(MESSAGE_MAX, small, () -> told.add("first"));
    FrameParser second = new FrameParser(MESSAGE_MAX, small, () -> told.add("second"));
    FrameParser third = new FrameParser(MESSAGE_MAX, small, () -> told.add("third"));
    byte[] wire = ClientFrame.text("x".repeat(600)).bytes();
    byte[] half = Arrays.copyOf(wire, 500);
    byte[] rest = Arrays.copyOfRange(wire, 500, wire.length);

    assertThat(feed(first, ByteBuffer.wrap(half))).isEmpty();
    assertThat(feed(second, ByteBuffer.wrap(half))).isEmpty();
    assertThat(told).isEmpty();
    assertThat(feed(third, ByteBuffer.wrap(half))).isEmpty();
    assertThat(told).containsExactly("first");
    assertThat(first.isCutShort()).isTrue();
    assertThat(second.isCutShort()).isFalse();
    assertThat(small.used()).isBetween(900L, 1200L);

    assertThat(feed(first, ByteBuffer.wrap(rest))).containsExactly("no room");
    assertThat(feed(first, ByteBuffer.wrap(frames(ClientFrame.close(1013, "")))))
        .containsExactly("close 1013 ");
    assertThat(feed(second, ByteBuffer.wrap(rest))).containsExactly("text " + "x".repeat(600));
    assertThat(feed(third, ByteBuffer.wrap(rest))).containsExactly("text " + "x".repeat(600));
    assertThat(told).containsExactly("first");
    assertThat(small.used()).isZero();
  }

  @Test
  void aMessageThatIsTheEldestItselfFindsNoRoom() {
    ByteBudget small = new ByteBudget(1500);
    FrameParser first = parser(small);
    FrameParser second = parser(small);
    byte[] wire = ClientFrame.text("x".repeat(1400)).bytes();

    assertThat(feed(first, ByteBuffer.wrap(wire, 0, 700))).isEmpty();
    assertThat(feed(second, ByteBuffer.wrap(wire, 0, 500))).isEmpty();
    assertThat(feed(first, ByteBuffer.wrap(wire, 700, 600))).containsExactly("no room");
    assertThat(feed(second, ByteBuffer.wrap(wire, 500, wire.length - 500)))
        .containsExactly("text " + "x".repeat(1400));
    assertThat(small.used()).isZero();
  }

  @Test
  void whatIsLargerThanTheBudgetFindsNoRoomAndTakesNobodys() {
    ByteBudget small = new ByteBudget(900);
    FrameParser first = parser(small);
    FrameParser second = parser(small);
    byte[] large = ClientFrame.text("x".repeat(2000)).bytes();

    assertThat(feed(first, ByteBuffer.wrap(large, 0, 100))).isEmpty();
    assertThat(feed(second, ByteBuffer.wrap(large, 0, 1000))).containsExactly("no room");
    assertThat(first.isCutShort()).isFalse();
    first.release();
    assertThat(small.used()).isZero();
  }

  @Test
  void skipsMessagesWhenToldToAndStillFindsControlFrames() {
    FrameParser parser = parser(budget);
    byte[] wire =
        frames(
            ClientFrame.text("beginning").unfinished(),
            ClientFrame.of(CONTINUATION, "rest"),
            ClientFrame.of(TEXT, bytes(0xFF)),
            ClientFrame.close(1000, "bye"));
    feed(parser, ByteBuffer.wrap(wire, 0, 12));
    assertThat(budget.used()).isPositive();

    parser.skipMessages();

    assertThat(budget.used()).isZero();
    assertThat(feed(parser, ByteBuffer.wrap(wire, 12, wire.length - 12)))
        .containsExactly("close 1000 bye");
  }

  @Test
  void takesAnyBytesWithoutAnExceptionAndTellsTheSameInAnyPieces() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] wire = almostFrames(random);
      String whole = feed(wire, wire.length);
      assertThat(feed(wire, 1)).isEqualTo(whole);
      assertThat(feed(wire, 1 + random.nextInt(20))).isEqualTo(whole);
    }
    assertThat(budget.used()).isZero();
  }

  /** Frames of all kinds, now and then with a byte changed, dropped or made up. */
  private static byte[] almostFrames(Random random) {
    List<ClientFrame> frames = new ArrayList<>();
    boolean inMessage = false;
    for (int i = random.nextInt(8); i >= 0; i--) {
      byte[] payload = new byte[random.nextInt(random.nextInt(10) == 0 ? 500 : 40)];
      random.nextBytes(payload);
      String letters = new String(payload, ISO_8859_1);
      ClientFrame frame =
          switch (random.nextInt(8)) {
            case 0 -> ClientFrame.of(PING, payload);
            case 1 -> ClientFrame.pong("pong");
            case 2 ->
                random.nextInt(5) > 0 ? ClientFrame.ping("") : ClientFrame.close(1000, letters);
            case 3 -> ClientFrame.of(random.nextInt(16), payload);
            case 4 -> ClientFrame.of(inMessage ? CONTINUATION : BINARY, payload);
            default -> ClientFrame.of(inMessage ? CONTINUATION : TEXT, letters);
          };
      boolean last = random.nextBoolean();
      inMessage = !last;
      frames.add(last ? frame : frame.unfinished());
    }
    byte[] wire = ClientFrame.bytes(frames.toArray(ClientFrame[]::new));
    if (random.nextInt(3) == 0) {
      wire[random.nextInt(wire.length)] = (byte) random.nextInt(256);
    }
    if (random.nextInt(10) == 0) {
      random.nextBytes(wire);
    }
    return Arrays.copyOf(wire, wire.length - (random.nextInt(5) == 0 ? 1 : 0));
  }

  private String feed(byte[] wire, int piece) {
    FrameParser parser = parser(budget);
    List<String> told = new ArrayList<>();
    for (int at = 0; at < wire.length; at += piece) {
      told.addAll(feed(parser, ByteBuffer.wrap(wire, at, Math.min(piece, wire.length - at))));
    }
    parser.release();
    return String.join(", ", told);
  }

  private static List<String> feed(FrameParser parser, ByteBuffer bytes) {
    List<String> told = new ArrayList<>();
    for (Incoming next = parser.next(bytes); next != null; next = parser.next(bytes)) {
      told.add(show(next));
    }
    assertThat(bytes.hasRemaining()).isFalse();
    return told;
  }

  private static String show(Incoming incoming) {
    return switch (incoming) {
      case Incoming.Text it -> "text " + new String(it.utf8(), UTF_8);
      case Incoming.Binary it -> "binary " + HexFormat.of().formatHex(it.bytes());
      case Incoming.Fragment _ -> "fragment";
      case Incoming.Ping it -> "ping " + new String(it.payload(), UTF_8);
      case Incoming.Pong _ -> "pong";
      case Incoming.Close it -> "close " + it.code() + " " + it.reason();
      case Incoming.TooLarge _ -> "too large";
      case Incoming.NoRoom _ -> "no room";
      case Incoming.Broken it -> "broken " + it.code();
    };
  }

  private static Arguments broken(String name, ClientFrame frame) {
    return Arguments.of(name, frame.bytes(), "broken 1002");
  }

  private static byte[] frames(ClientFrame... frames) {
    return ClientFrame.bytes(frames);
  }

  private static String xs(int count) {
    return "text " + "x".repeat(count);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
