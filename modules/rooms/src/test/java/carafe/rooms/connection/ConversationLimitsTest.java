package carafe.rooms.connection;

import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.TestClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to a client that says too much, or takes too little. */
class ConversationLimitsTest {
  private final TestWire wire = new TestWire();
  private final Conversation conversation = wire.conversation;
  private final TestClock clock = wire.clock;
  private final Diary diary = wire.diary;

  @Test
  void aMessageOverTheLimitIsAnsweredAndCloses() {
    wire.says(ClientFrame.text("x".repeat(64 * 1024 + 1)), ClientFrame.text("late"));
    assertThat(wire.written())
        .containsExactly("text TOO_LARGE", "close 1009 a message may have at most 65536 bytes");
    assertThat(diary.read()).isEmpty();
    wire.says(ClientFrame.close(1009, ""));
    assertThat(diary.read()).isEqualTo("closed 1009 clean");
    wire.assertOver();
  }

  @Test
  void whoseMessageInPiecesIsTheEldestGoesWhenOthersNeedTheRoom() {
    wire.says(ClientFrame.text("x".repeat(1200)).unfinished());
    assertThat(wire.connections.budgets().arriving().used()).isGreaterThan(1100);
    int before = wire.wakes;

    Conversation other = wire.open(() -> {});
    Diary theirs = new Diary();
    other.attached(theirs);
    byte[] message = ClientFrame.text("y".repeat(1500)).bytes();
    other.received(ByteBuffer.wrap(message, 0, 1400));
    assertThat(wire.wakes).isGreaterThan(before);
    conversation.watch();
    assertThat(wire.written())
        .containsExactly("text UNAVAILABLE", "close 1013 too many messages arrive in pieces");

    other.received(ByteBuffer.wrap(message, 1400, message.length - 1400));
    assertThat(theirs.read()).isEqualTo("y".repeat(1500));
    assertThat(wire.connections.budgets().arriving().used()).isZero();
  }

  @Test
  void aMessageInPiecesThatFindsNoRoomIsRefused() {
    wire.says(ClientFrame.text("x".repeat(4000)).unfinished());
    assertThat(wire.written())
        .containsExactly("text UNAVAILABLE", "close 1013 too many messages arrive in pieces");
    conversation.ended();
    assertThat(wire.connections.budgets().arriving().used()).isZero();
  }

  @Test
  void whoDoesNotTakeWhatWaitsIsNotRead() {
    conversation.send(frame("x".repeat(40_000)));
    assertThat(conversation.wantsBytes()).isTrue();
    conversation.send(frame("y".repeat(40_000)));
    assertThat(conversation.wantsBytes()).isFalse();

    int before = wire.wakes;
    conversation.take();
    assertThat(conversation.wantsBytes()).isTrue();
    assertThat(wire.wakes).isEqualTo(before + 1);
    conversation.take();
    assertThat(wire.wakes).isEqualTo(before + 1);
  }

  @Test
  void tooManyMessagesAreAnsweredOnceAndNotHeard() {
    wire.says(
        IntStream.range(0, 150).mapToObj(i -> ClientFrame.text("x")).toArray(ClientFrame[]::new));
    assertThat(diary.read().split(", ")).hasSize(100);
    assertThat(wire.written()).containsExactly("text RATE_LIMITED");
    clock.pass(Duration.ofSeconds(1));
    wire.says(ClientFrame.text("later"));
    assertThat(diary.read()).isEqualTo("later");
  }

  @Test
  void dearMessagesCountAsSeveral() {
    ClientFrame dear = ClientFrame.text("one two three four five");
    wire.says(IntStream.range(0, 30).mapToObj(_ -> dear).toArray(ClientFrame[]::new));
    assertThat(diary.read().split(", ")).hasSize(20);
    assertThat(wire.written()).containsExactly("text RATE_LIMITED");
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
      Conversation flooded = wire.open();
      flooded.attached(heard);
      if (kind == kinds[4]) {
        flooded.received(ByteBuffer.wrap(ClientFrame.text("begin").unfinished().bytes()));
      }
      byte[] one = kind.bytes();
      for (int i = 0; i < 600; i++) {
        flooded.received(ByteBuffer.wrap(one));
      }
      assertThat(TestWire.written(flooded)).last().asString().startsWith("close 1008 ");
      heard.read();
      TestWire.says(flooded, ClientFrame.ping("late"), ClientFrame.close(1008, ""));
      assertThat(heard.read()).isEqualTo("closed 1008 clean");
      flooded.ended();
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
    assertThat(wire.written()).containsExactly("close 1013 too slow: too much waits to be sent");
    wire.says(ClientFrame.text("late"), ClientFrame.close(1013, ""));
    assertThat(diary.read()).isEqualTo("closed 1013 clean");
    wire.assertOver();
  }
}
