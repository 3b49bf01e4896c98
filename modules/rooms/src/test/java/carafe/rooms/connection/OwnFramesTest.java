package carafe.rooms.connection;

import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for one client alone is counted for the whole node until it is written. */
class OwnFramesTest {
  private final TestWire wire = new TestWire();
  private final Conversation conversation = wire.conversation;

  private long unread() {
    return wire.connections.budgets().unread().used();
  }

  @Test
  void whoHasNotReadItsOwnForLongestIsCutWhenOthersNeedTheRoom() {
    conversation.sendOwn(frame("x".repeat(30_000)));
    assertThat(unread()).isGreaterThan(30_000);
    conversation.take(new ArrayList<>());
    assertThat(unread()).as("taken is not written").isGreaterThan(30_000);

    int before = wire.wakes;
    Conversation other = wire.open(() -> {});
    other.sendOwn(frame("y".repeat(30_000)));
    assertThat(wire.wakes).isGreaterThan(before);
    assertThat(wire.looks()).isEqualTo(Conversation.Outlook.ABORT);
    assertThat(wire.diary.read()).startsWith("closed 1006");
    other.take(new ArrayList<>());
    other.written();
    other.ended();
    wire.assertOver();
  }

  @Test
  void oneThatFindsNoRoomIsTheEnd() {
    int before = wire.wakes;
    conversation.sendOwn(frame("x".repeat(50_000)));
    assertThat(wire.wakes).isGreaterThan(before);
    assertThat(wire.looks()).isEqualTo(Conversation.Outlook.ABORT);
    assertThat(wire.diary.read()).startsWith("closed 1006");
    wire.assertOver();
  }

  @Test
  void theyAreHeldUntilTheyAreWritten() {
    conversation.sendOwn(frame("x".repeat(5000)));
    assertThat(unread()).as("so little is free").isZero();
    conversation.sendOwn(frame("y".repeat(15_000)));
    conversation.send(frame("to all"));
    assertThat(unread()).isBetween(20_000L, 20_100L);
    List<Frame> taken = new ArrayList<>();
    assertThat(conversation.take(taken)).isFalse();
    assertThat(conversation.take(taken)).isTrue();
    assertThat(unread()).as("the small one is written").isBetween(15_000L, 15_100L);
    conversation.written();
    assertThat(unread()).isZero();
  }

  @Test
  void whatIsSharedIsNotCounted() {
    conversation.send(frame("x".repeat(50_000)));
    conversation.send(List.of(frame("y".repeat(50_000)), frame("z")));
    assertThat(unread()).isZero();
    assertThat(wire.looks()).isEqualTo(Conversation.Outlook.GOES_ON);
  }

  @Test
  void nothingIsHeldWhenTheClientCloses() {
    conversation.sendOwn(frame("x".repeat(20_000)));
    wire.says(ClientFrame.close(1000, ""));
    wire.written();
    assertThat(unread()).isZero();
    assertThat(wire.diary.read()).isEqualTo("closed 1000 clean");
    wire.assertOver();
  }

  @Test
  void nothingIsHeldWhenTheSocketIsGone() {
    conversation.sendOwn(frame("x".repeat(20_000)));
    conversation.take(new ArrayList<>());
    conversation.ended();
    assertThat(unread()).isZero();
    conversation.sendOwn(frame("late" + "x".repeat(20_000)));
    assertThat(unread()).isZero();
  }

  @Test
  void nothingIsHeldWhenTooMuchWaits() {
    conversation.sendOwn(frame("x".repeat(20_000)));
    for (int i = 0; i < 300; i++) {
      conversation.send(frame("too much"));
    }
    wire.written();
    assertThat(unread()).isZero();
  }
}
