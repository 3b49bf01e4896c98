package carafe.rooms.connection;

import static carafe.rooms.connection.Conversation.Outlook.FINISH;
import static carafe.rooms.connection.Conversation.Outlook.GOES_ON;
import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.frame.Frame;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.TestClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a client that says nothing is given up, and what breaks its silence. */
class SilenceTest {
  private final TestWire wire = new TestWire();
  private final Conversation conversation = wire.conversation;
  private final TestClock clock = wire.clock;
  private final Diary diary = wire.diary;

  @Test
  void pingsASilentClientEvery15SecondsAndGivesUpAfter60() {
    clock.pass(Duration.ofSeconds(14));
    wire.looks();
    assertThat(wire.written()).isEmpty();
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofSeconds(i == 0 ? 1 : 15));
      wire.looks();
      assertThat(wire.written()).containsExactly("ping");
      wire.looks();
      assertThat(wire.written()).isEmpty();
    }
    assertThat(conversation.silence()).isEqualTo(Duration.ofSeconds(45));
    clock.pass(Duration.ofSeconds(15));
    assertThat(wire.looks()).isEqualTo(GOES_ON);
    assertThat(diary.read()).isEqualTo("closed 1006 unclean");
    assertThat(wire.written()).containsExactly("close 1011 nothing came for 60 s");
    clock.pass(Duration.ofSeconds(1));
    assertThat(wire.looks()).isEqualTo(FINISH);
    wire.assertOver();
  }

  @Test
  void aPongOrASingleByteBreaksTheSilence() {
    byte[] half = Arrays.copyOf(ClientFrame.text("half").bytes(), 3);
    for (byte[] sign : List.of(ClientFrame.pong("").bytes(), half)) {
      clock.pass(Duration.ofSeconds(59));
      conversation.received(ByteBuffer.wrap(sign));
      assertThat(conversation.silence()).isZero();
      assertThat(wire.looks()).isEqualTo(GOES_ON);
    }
    clock.pass(Duration.ofSeconds(59));
    assertThat(wire.looks()).isEqualTo(GOES_ON);
    assertThat(diary.read()).isEmpty();
  }

  @Test
  void aTalkingClientIsNotPinged() {
    for (int i = 0; i < 20; i++) {
      clock.pass(Duration.ofSeconds(10));
      wire.says(ClientFrame.text("x"));
      wire.looks();
    }
    assertThat(wire.written()).isEmpty();
  }

  @Test
  void theSweepWakesOnlyThoseWhoseTimeHasCome() {
    wire.connections.sweep();
    int before = wire.wakes;
    clock.pass(Duration.ofSeconds(14));
    wire.connections.sweep();
    assertThat(wire.wakes).isEqualTo(before);
    clock.pass(Duration.ofSeconds(1));
    wire.connections.sweep();
    assertThat(wire.wakes).isEqualTo(before + 1);
    conversation.watch();
    wire.connections.sweep();
    assertThat(wire.wakes).isEqualTo(before + 1);
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
    assertThat(wire.written()).last().isEqualTo("close 1011 nothing came for 60 s");
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
      assertThat(wire.looks()).isEqualTo(GOES_ON);
    }
    assertThat(wire.written()).isEmpty();
    assertThat(diary.read()).isEmpty();
  }
}
