package carafe.rooms.connection;

import static carafe.rooms.connection.Conversation.Outlook.ABORT;
import static carafe.rooms.connection.Conversation.Outlook.FINISH;
import static carafe.rooms.connection.Conversation.Outlook.GOES_ON;
import static carafe.rooms.testing.EchoType.ECHO;
import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.Tally;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.ServerFrame;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.Visitor;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.TestClock;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One conversation over a wire that is this test itself. */
class ConversationTest {
  private static final Config CONFIG =
      ConfigFactory.parseString("carafe.rooms.connection.partial-bytes-max = 2000")
          .withFallback(ConfigFactory.load());

  private final TestClock clock = new TestClock();
  private final Diary diary = new Diary();
  private final List<Connection> entered = new ArrayList<>();
  private final Connections connections =
      new Connections(
          ConnectionSettings.of(CONFIG),
          (type, room, connection) -> entered.add(connection),
          clock.clocks(),
          new Tally());
  private final Arrival arrival =
      new Arrival(
          ECHO,
          new RoomAddress("echo", "1"),
          new Visitor("id", "", Map.of(), Map.of()),
          InetAddress.getLoopbackAddress());
  private int wakes;
  private Conversation conversation;

  @BeforeEach
  void connect() {
    conversation = connections.open(arrival, () -> wakes++);
    entered.getFirst().attached(diary);
  }

  // ---- what is told

  @Test
  void severalFramesAreOneReasonToWrite() {
    int before = wakes;

    conversation.send(List.of(frame("a"), frame("b")));

    assertThat(wakes).isEqualTo(before + 1);
    List<Frame> taken = new ArrayList<>();
    assertThat(conversation.take(taken)).as("nothing else waits").isTrue();
    assertThat(taken).containsExactly(frame("a"), frame("b"));
  }

  // ---- what is said

  @Test
  void readsNothingBeforeItIsAttached() {
    Conversation fresh = connections.open(arrival, () -> wakes++);
    assertThat(fresh.wantsBytes()).isFalse();
    int before = wakes;
    fresh.attached(new Diary());
    assertThat(fresh.wantsBytes()).isTrue();
    assertThat(wakes).isGreaterThan(before);
    assertThatThrownBy(() -> fresh.attached(new Diary())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tellsTheInboxWhatTheClientSaysAndWhen() {
    List<Instant> times = new ArrayList<>();
    Conversation fresh = connections.open(arrival, () -> wakes++);
    fresh.attached(
        new Diary() {
          @Override
          public void heard(ClientMessage message, Instant at) {
            super.heard(message, at);
            times.add(at);
          }
        });
    fresh.received(ByteBuffer.wrap(ClientFrame.text("a").bytes()));
    clock.pass(Duration.ofMillis(1234));
    fresh.received(ByteBuffer.wrap(ClientFrame.text("b").bytes()));
    assertThat(times).containsExactly(clock.now().minusMillis(1234), clock.now());
  }

  @Test
  void hearsTextAndBinaryInOrder() {
    says(ClientFrame.text("one"), ClientFrame.binary((byte) 2), ClientFrame.text("three"));
    assertThat(diary.read()).isEqualTo("one, bytes 02, three");
  }

  @Test
  void givesTheLanguagesAnswerWithoutTheInbox() {
    says(ClientFrame.text("what?"), ClientFrame.text("one"));
    assertThat(diary.read()).isEqualTo("one");
    assertThat(written()).containsExactly("text that: what?");
  }

  @Test
  void writesWhatIsSentAndWakesTheTransport() {
    int before = wakes;
    conversation.send(frame("a"));
    conversation.send(frame("b"));
    assertThat(wakes).isGreaterThan(before);
    assertThat(written()).containsExactly("text a", "text b");
  }

  @Test
  void answersPingsAndIgnoresPongs() {
    says(ClientFrame.ping("p"), ClientFrame.pong("q"));
    assertThat(written()).containsExactly("pong p");
    assertThat(diary.read()).isEmpty();
  }

  // ---- how it ends

  @Test
  void echoesTheClientsCode() {
    conversation.send(frame("never read"));
    says(ClientFrame.close(4001, "bye"), ClientFrame.text("late"));
    assertThat(diary.read()).isEqualTo("closed 4001 clean bye");
    assertThat(conversation.outlook()).isEqualTo(GOES_ON);
    assertThat(written()).containsExactly("close 4001");
    assertThat(conversation.outlook()).isEqualTo(FINISH);
    assertOver();
  }

  @Test
  void answersACloseWithoutACodeInKind() {
    says(ClientFrame.close());
    assertThat(diary.read()).isEqualTo("closed 1005 clean");
    assertThat(written()).containsExactly("close");
    assertOver();
  }

  @Test
  void sendsWhatIsQueuedBeforeItClosesAndWaitsForTheAnswer() {
    conversation.send(frame("a"));
    conversation.close(4000, "enough");
    conversation.send(frame("too late"));
    conversation.close(1000, "again");
    says(ClientFrame.text("too late"), ClientFrame.ping("too late"));
    assertThat(written()).containsExactly("text a", "close 4000 enough");
    assertThat(conversation.outlook()).isEqualTo(GOES_ON);
    assertThat(conversation.wantsBytes()).isTrue();

    says(ClientFrame.text("still"), ClientFrame.close(4000, "fine"));
    assertThat(diary.read()).isEqualTo("closed 4000 clean fine");
    assertThat(conversation.outlook()).isEqualTo(FINISH);
    assertOver();
  }

  @Test
  void closeFramesThatCrossEndItToo() {
    conversation.send(frame("a"));
    conversation.close(1001, "");
    says(ClientFrame.close(1000, "mine"));
    assertThat(diary.read()).isEqualTo("closed 1000 clean mine");
    assertThat(written()).containsExactly("close 1001");
    assertThat(conversation.outlook()).isEqualTo(FINISH);
    assertOver();
  }

  @Test
  void waitsForTheAnswerOnlySoLong() {
    conversation.close(1000, "");
    assertThat(written()).containsExactly("close 1000");
    clock.pass(Duration.ofMillis(4999));
    assertThat(looks()).isEqualTo(GOES_ON);
    clock.pass(Duration.ofMillis(1));
    assertThat(looks()).isEqualTo(FINISH);
    assertThat(diary.read()).isEqualTo("closed 1006 unclean");
    clock.pass(Duration.ofSeconds(1));
    assertThat(looks()).isEqualTo(ABORT);
    assertOver();
  }

  @Test
  void cutsAClientThatDoesNotEvenTakeTheCloseFrame() {
    conversation.close(1000, "");
    clock.pass(Duration.ofSeconds(5));
    assertThat(looks()).isEqualTo(ABORT);
    assertThat(diary.read()).isEqualTo("closed 1006 unclean");
    assertOver();
  }

  @Test
  void aLostClientIsToldOnce() {
    says(ClientFrame.text("a"));
    conversation.ended();
    conversation.ended();
    conversation.send(frame("late"));
    conversation.close(1000, "late");
    assertThat(diary.read()).isEqualTo("a, closed 1006 unclean");
    assertThat(conversation.wantsBytes()).isFalse();
  }

  @Test
  void aClientLostBeforeItIsAttachedIsToldAsWell() {
    Conversation fresh = connections.open(arrival, () -> wakes++);
    fresh.ended();
    Diary late = new Diary();
    fresh.attached(late);
    assertThat(late.read()).isEqualTo("closed 1006 unclean");
  }

  @Test
  void aCodeThatMayNotTravelIsTheCallersMistake() {
    assertThatThrownBy(() -> conversation.close(1006, ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(conversation.wantsBytes()).isTrue();
    says(ClientFrame.text("still here"));
    assertThat(diary.read()).isEqualTo("still here");
  }

  @Test
  void aBreachIsNamedAndTheClientGivenASecondToReadIt() {
    conversation.send(frame("a"));
    says(ClientFrame.text("x").unmasked(), ClientFrame.text("y"));
    assertThat(diary.read()).isEqualTo("closed 1006 unclean");
    assertThat(written()).containsExactly("text a", "close 1002 a client's frame must be masked");
    clock.pass(Duration.ofMillis(999));
    assertThat(looks()).isEqualTo(GOES_ON);
    clock.pass(Duration.ofMillis(1));
    assertThat(looks()).isEqualTo(FINISH);
    assertOver();
  }

  @Test
  void invalidTextIsNamed() {
    says(ClientFrame.of(ClientFrame.TEXT, new byte[] {(byte) 0xFF}));
    assertThat(written()).containsExactly("close 1007 text must be UTF-8");
  }

  // ---- silence

  @Test
  void pingsASilentClientEvery15SecondsAndGivesUpAfter60() {
    clock.pass(Duration.ofSeconds(14));
    looks();
    assertThat(written()).isEmpty();
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofSeconds(i == 0 ? 1 : 15));
      looks();
      assertThat(written()).containsExactly("ping");
      looks();
      assertThat(written()).isEmpty();
    }
    assertThat(conversation.silence()).isEqualTo(Duration.ofSeconds(45));
    clock.pass(Duration.ofSeconds(15));
    assertThat(looks()).isEqualTo(GOES_ON);
    assertThat(diary.read()).isEqualTo("closed 1006 unclean");
    assertThat(written()).containsExactly("close 1011 nothing came for 60 s");
    clock.pass(Duration.ofSeconds(1));
    assertThat(looks()).isEqualTo(FINISH);
    assertOver();
  }

  @Test
  void aPongOrASingleByteBreaksTheSilence() {
    byte[] half = Arrays.copyOf(ClientFrame.text("half").bytes(), 3);
    for (byte[] sign : List.of(ClientFrame.pong("").bytes(), half)) {
      clock.pass(Duration.ofSeconds(59));
      conversation.received(ByteBuffer.wrap(sign));
      assertThat(conversation.silence()).isZero();
      assertThat(looks()).isEqualTo(GOES_ON);
    }
    clock.pass(Duration.ofSeconds(59));
    assertThat(looks()).isEqualTo(GOES_ON);
    assertThat(diary.read()).isEmpty();
  }

  @Test
  void aTalkingClientIsNotPinged() {
    for (int i = 0; i < 20; i++) {
      clock.pass(Duration.ofSeconds(10));
      says(ClientFrame.text("x"));
      looks();
    }
    assertThat(written()).isEmpty();
  }

  @Test
  void theSweepWakesOnlyThoseWhoseTimeHasCome() {
    connections.sweep();
    int before = wakes;
    clock.pass(Duration.ofSeconds(14));
    connections.sweep();
    assertThat(wakes).isEqualTo(before);
    clock.pass(Duration.ofSeconds(1));
    connections.sweep();
    assertThat(wakes).isEqualTo(before + 1);
    conversation.watch();
    connections.sweep();
    assertThat(wakes).isEqualTo(before + 1);
  }

  // ---- limits

  @Test
  void aMessageOverTheLimitIsAnsweredAndCloses() {
    says(ClientFrame.text("x".repeat(64 * 1024 + 1)), ClientFrame.text("late"));
    assertThat(written())
        .containsExactly("text TOO_LARGE", "close 1009 a message may have at most 65536 bytes");
    assertThat(diary.read()).isEmpty();
    says(ClientFrame.close(1009, ""));
    assertThat(diary.read()).isEqualTo("closed 1009 clean");
    assertOver();
  }

  @Test
  void whoseMessageInPiecesIsTheEldestGoesWhenOthersNeedTheRoom() {
    says(ClientFrame.text("x".repeat(1200)).unfinished());
    assertThat(connections.partialBytes()).isGreaterThan(1100);
    int before = wakes;

    Conversation other = connections.open(arrival, () -> {});
    Diary theirs = new Diary();
    other.attached(theirs);
    byte[] message = ClientFrame.text("y".repeat(1500)).bytes();
    other.received(ByteBuffer.wrap(message, 0, 1400));
    assertThat(wakes).isGreaterThan(before);
    conversation.watch();
    assertThat(written())
        .containsExactly("text UNAVAILABLE", "close 1013 too many messages arrive in pieces");

    other.received(ByteBuffer.wrap(message, 1400, message.length - 1400));
    assertThat(theirs.read()).isEqualTo("y".repeat(1500));
    assertThat(connections.partialBytes()).isZero();
  }

  @Test
  void aMessageInPiecesThatFindsNoRoomIsRefused() {
    says(ClientFrame.text("x".repeat(4000)).unfinished());
    assertThat(written())
        .containsExactly("text UNAVAILABLE", "close 1013 too many messages arrive in pieces");
    conversation.ended();
    assertThat(connections.partialBytes()).isZero();
  }

  @Test
  void whoDoesNotTakeWhatWaitsIsNotRead() {
    conversation.send(frame("x".repeat(40_000)));
    assertThat(conversation.wantsBytes()).isTrue();
    conversation.send(frame("y".repeat(40_000)));
    assertThat(conversation.wantsBytes()).isFalse();

    int before = wakes;
    conversation.take();
    assertThat(conversation.wantsBytes()).isTrue();
    assertThat(wakes).isEqualTo(before + 1);
    conversation.take();
    assertThat(wakes).isEqualTo(before + 1);
  }

  @Test
  void takingWhatWaitsIsNoSilence() {
    for (int i = 0; i < 3; i++) {
      conversation.send(frame("x".repeat(40_000)));
    }
    clock.pass(Duration.ofSeconds(50));
    conversation.take();
    clock.pass(Duration.ofSeconds(50));
    conversation.watch();
    assertThat(conversation.wantsBytes()).isFalse();
    assertThat(conversation.silence()).isEqualTo(Duration.ofSeconds(50));

    clock.pass(Duration.ofSeconds(10));
    conversation.watch();
    assertThat(written()).last().isEqualTo("close 1011 nothing came for 60 s");
  }

  @Test
  void readingWhatWasTakenIsNoSilenceEither() {
    for (int i = 0; i < 3; i++) {
      conversation.send(frame("x".repeat(40_000)));
    }
    conversation.take();
    clock.pass(Duration.ofSeconds(50));
    assertThat(conversation.wantsBytes()).as("still behind").isFalse();

    conversation.reads();

    assertThat(conversation.silence()).isZero();
  }

  /** It is written piece by piece; nothing else waits meanwhile, so that it is not behind. */
  @Test
  void whoTakesLongToReadOneLargeFrameIsNotSilent() {
    conversation.send(frame("x".repeat(1_000_000)));
    List<Frame> taken = new ArrayList<>();
    assertThat(conversation.take(taken)).isTrue();
    assertThat(taken).hasSize(1);
    for (int i = 0; i < 7; i++) {
      clock.pass(Duration.ofSeconds(10));
      conversation.reads();
      assertThat(looks()).isEqualTo(GOES_ON);
    }
    assertThat(written()).isEmpty();
    assertThat(diary.read()).isEmpty();
  }

  @Test
  void tooManyMessagesAreAnsweredOnceAndNotHeard() {
    says(IntStream.range(0, 150).mapToObj(i -> ClientFrame.text("x")).toArray(ClientFrame[]::new));
    assertThat(diary.read().split(", ")).hasSize(100);
    assertThat(written()).containsExactly("text RATE_LIMITED");
    clock.pass(Duration.ofSeconds(1));
    says(ClientFrame.text("later"));
    assertThat(diary.read()).isEqualTo("later");
  }

  @Test
  void dearMessagesCountAsSeveral() {
    ClientFrame dear = ClientFrame.text("one two three four five");
    says(IntStream.range(0, 30).mapToObj(_ -> dear).toArray(ClientFrame[]::new));
    assertThat(diary.read().split(", ")).hasSize(20);
    assertThat(written()).containsExactly("text RATE_LIMITED");
  }

  @Test
  void aFloodOfAnyKindOfFrameCloses() {
    ClientFrame[] kinds = {
      ClientFrame.ping(""),
      ClientFrame.pong("x"),
      ClientFrame.text(""),
      ClientFrame.binary(),
      ClientFrame.of(ClientFrame.CONTINUATION, "").unfinished()
    };
    for (ClientFrame kind : kinds) {
      Diary heard = new Diary();
      Conversation flooded = connections.open(arrival, () -> wakes++);
      flooded.attached(heard);
      if (kind == kinds[4]) {
        flooded.received(ByteBuffer.wrap(ClientFrame.text("begin").unfinished().bytes()));
      }
      byte[] one = kind.bytes();
      for (int i = 0; i < 600; i++) {
        flooded.received(ByteBuffer.wrap(one));
      }
      conversation = flooded;
      assertThat(written()).last().asString().startsWith("close 1008 ");
      heard.read();
      says(ClientFrame.ping("late"), ClientFrame.close(1008, ""));
      assertThat(heard.read()).isEqualTo("closed 1008 clean");
      conversation.ended();
    }
  }

  @Test
  void aClientThatDoesNotReadIsClosedInsteadOfFillingTheMemory() {
    for (int i = 0; i < 10_000; i++) {
      conversation.send(frame("tick " + i, "tick"));
      conversation.send(frame("lobby " + i, "lobby"));
    }
    assertThat(conversation.wantsBytes()).isTrue();
    for (int i = 0; i < 300; i++) {
      conversation.send(frame("news " + i));
    }
    assertThat(written()).containsExactly("close 1013 too slow: too much waits to be sent");
    says(ClientFrame.text("late"), ClientFrame.close(1013, ""));
    assertThat(diary.read()).isEqualTo("closed 1013 clean");
    assertOver();
  }

  private void says(ClientFrame... frames) {
    conversation.received(ByteBuffer.wrap(ClientFrame.bytes(frames)));
  }

  /** What a transport does when woken. */
  private Conversation.Outlook looks() {
    conversation.watch();
    return conversation.outlook();
  }

  private List<String> written() {
    List<String> frames = new ArrayList<>();
    for (ByteString next = conversation.take(); !next.isEmpty(); next = conversation.take()) {
      ServerFrame.all(next.toArray()).forEach(f -> frames.add(f.toString()));
    }
    return frames;
  }

  /** Nothing happens any more, and nothing is left of it. */
  private void assertOver() {
    conversation.ended();
    conversation.send(frame("late"));
    conversation.close(1000, "");
    conversation.watch();
    assertThat(written()).isEmpty();
    assertThat(diary.read()).isEmpty();
    assertThat(conversation.wantsBytes()).isFalse();
    assertThat(connections.size()).isZero();
    assertThat(connections.partialBytes()).isZero();
  }
}
