package carafe.rooms.connection;

import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.TestClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said and told in a conversation over a wire that is this test itself. */
class ConversationTest {
  private final TestWire wire = new TestWire();
  private final Conversation conversation = wire.conversation;
  private final TestClock clock = wire.clock;
  private final Diary diary = wire.diary;

  @Test
  void severalFramesAreOneReasonToWrite() {
    int before = wire.wakes;

    conversation.send(List.of(frame("a"), frame("b")));

    assertThat(wire.wakes).isEqualTo(before + 1);
    List<Frame> taken = new ArrayList<>();
    assertThat(conversation.take(taken)).as("nothing else waits").isTrue();
    assertThat(taken).containsExactly(frame("a"), frame("b"));
  }

  @Test
  void readsNothingBeforeItIsAttached() {
    Conversation fresh = wire.open();
    assertThat(fresh.wantsBytes()).isFalse();
    int before = wire.wakes;
    fresh.attached(new Diary());
    assertThat(fresh.wantsBytes()).isTrue();
    assertThat(wire.wakes).isGreaterThan(before);
    assertThatThrownBy(() -> fresh.attached(new Diary())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tellsTheInboxWhatTheClientSaysAndWhen() {
    List<Instant> times = new ArrayList<>();
    Conversation fresh = wire.open();
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
    wire.says(ClientFrame.text("one"), ClientFrame.binary((byte) 2), ClientFrame.text("three"));
    assertThat(diary.read()).isEqualTo("one, bytes 02, three");
  }

  @Test
  void givesTheLanguagesAnswerWithoutTheInbox() {
    wire.says(ClientFrame.text("what?"), ClientFrame.text("one"));
    assertThat(diary.read()).isEqualTo("one");
    assertThat(wire.written()).containsExactly("text that: what?");
  }

  @Test
  void writesWhatIsSentAndWakesTheTransport() {
    int before = wire.wakes;
    conversation.send(frame("a"));
    conversation.send(frame("b"));
    assertThat(wire.wakes).isGreaterThan(before);
    assertThat(wire.written()).containsExactly("text a", "text b");
  }

  @Test
  void answersPingsAndIgnoresPongs() {
    wire.says(ClientFrame.ping("p"), ClientFrame.pong("q"));
    assertThat(wire.written()).containsExactly("pong p");
    assertThat(diary.read()).isEmpty();
  }
}
