package carafe.rooms.connection;

import static carafe.rooms.connection.Conversation.Outlook.ABORT;
import static carafe.rooms.connection.Conversation.Outlook.FINISH;
import static carafe.rooms.connection.Conversation.Outlook.GOES_ON;
import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a conversation ends, whoever ends it. */
class ClosingTest {
  private final TestWire wire = new TestWire();
  private final Conversation conversation = wire.conversation;
  private final TestClock clock = wire.clock;
  private final Diary diary = wire.diary;

  @Test
  void echoesTheClientsCode() {
    conversation.send(frame("never read"));
    wire.says(ClientFrame.close(4001, "bye"), ClientFrame.text("late"));
    assertThat(diary.read()).isEqualTo("closed 4001 clean bye");
    assertThat(conversation.outlook()).isEqualTo(GOES_ON);
    assertThat(wire.written()).containsExactly("close 4001");
    assertThat(conversation.outlook()).isEqualTo(FINISH);
    wire.assertOver();
  }

  @Test
  void answersACloseWithoutACodeInKind() {
    wire.says(ClientFrame.close());
    assertThat(diary.read()).isEqualTo("closed 1005 clean");
    assertThat(wire.written()).containsExactly("close");
    wire.assertOver();
  }

  @Test
  void sendsWhatIsQueuedBeforeItClosesAndWaitsForTheAnswer() {
    conversation.send(frame("a"));
    conversation.close(4000, "enough");
    conversation.send(frame("too late"));
    conversation.close(1000, "again");
    wire.says(ClientFrame.text("too late"), ClientFrame.ping("too late"));
    assertThat(wire.written()).containsExactly("text a", "close 4000 enough");
    assertThat(conversation.outlook()).isEqualTo(GOES_ON);
    assertThat(conversation.wantsBytes()).isTrue();

    wire.says(ClientFrame.text("still"), ClientFrame.close(4000, "fine"));
    assertThat(diary.read()).isEqualTo("closed 4000 clean fine");
    assertThat(conversation.outlook()).isEqualTo(FINISH);
    wire.assertOver();
  }

  @Test
  void closeFramesThatCrossEndItToo() {
    conversation.send(frame("a"));
    conversation.close(1001, "");
    wire.says(ClientFrame.close(1000, "mine"));
    assertThat(diary.read()).isEqualTo("closed 1000 clean mine");
    assertThat(wire.written()).containsExactly("close 1001");
    assertThat(conversation.outlook()).isEqualTo(FINISH);
    wire.assertOver();
  }

  @Test
  void waitsForTheAnswerOnlySoLong() {
    conversation.close(1000, "");
    assertThat(wire.written()).containsExactly("close 1000");
    clock.pass(Duration.ofMillis(4999));
    assertThat(wire.looks()).isEqualTo(GOES_ON);
    clock.pass(Duration.ofMillis(1));
    assertThat(wire.looks()).isEqualTo(FINISH);
    assertThat(diary.read()).isEqualTo("closed 1006 unclean");
    clock.pass(Duration.ofSeconds(1));
    assertThat(wire.looks()).isEqualTo(ABORT);
    wire.assertOver();
  }

  @Test
  void cutsAClientThatDoesNotEvenTakeTheCloseFrame() {
    conversation.close(1000, "");
    clock.pass(Duration.ofSeconds(5));
    assertThat(wire.looks()).isEqualTo(ABORT);
    assertThat(diary.read()).isEqualTo("closed 1006 unclean");
    wire.assertOver();
  }

  @Test
  void aLostClientIsToldOnce() {
    wire.says(ClientFrame.text("a"));
    conversation.ended();
    conversation.ended();
    conversation.send(frame("late"));
    conversation.close(1000, "late");
    assertThat(diary.read()).isEqualTo("a, closed 1006 unclean");
    assertThat(conversation.wantsBytes()).isFalse();
  }

  @Test
  void aClientLostBeforeItIsAttachedIsToldAsWell() {
    Conversation fresh = wire.open();
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
    wire.says(ClientFrame.text("still here"));
    assertThat(diary.read()).isEqualTo("still here");
  }

  @Test
  void aBreachIsNamedAndTheClientGivenASecondToReadIt() {
    conversation.send(frame("a"));
    wire.says(ClientFrame.text("x").unmasked(), ClientFrame.text("y"));
    assertThat(diary.read()).isEqualTo("closed 1006 unclean");
    assertThat(wire.written())
        .containsExactly("text a", "close 1002 a client's frame must be masked");
    clock.pass(Duration.ofMillis(999));
    assertThat(wire.looks()).isEqualTo(GOES_ON);
    clock.pass(Duration.ofMillis(1));
    assertThat(wire.looks()).isEqualTo(FINISH);
    wire.assertOver();
  }

  @Test
  void invalidTextIsNamed() {
    wire.says(ClientFrame.of(ClientFrame.TEXT, new byte[] {(byte) 0xFF}));
    assertThat(wire.written()).containsExactly("close 1007 text must be UTF-8");
  }
}
