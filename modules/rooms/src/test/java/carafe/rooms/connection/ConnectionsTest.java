package carafe.rooms.connection;

import static carafe.rooms.testing.EchoType.ECHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.Tally;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.ServerFrame;
import carafe.rooms.message.Visitor;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.TestClock;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final List<RoomAddress> entered = new ArrayList<>();
  private final Tally tally = new Tally();
  private final TestClock clock = new TestClock();
  private final Connections connections =
      new Connections(
          ConnectionSettings.of(
              ConfigFactory.parseString("carafe.rooms.connections-max = 2")
                  .withFallback(ConfigFactory.load())),
          (type, room, connection) -> {
            switch (room.room()) {
              case "collapsing" -> throw new IllegalStateException("broken on purpose");
              case "exhausted" -> throw new OutOfMemoryError("made up");
              default -> {}
            }
            entered.add(room);
            connection.attached(new Diary());
          },
          clock.clocks(),
          tally);

  @Test
  void countsThoseThatAreOpen() {
    assertThat(connections.haveRoom()).isTrue();
    Conversation first = open("1");
    Conversation second = open("2");
    assertThat(connections.haveRoom()).isFalse();
    first.ended();
    first.ended();
    assertThat(connections.size()).isEqualTo(1);
    assertThat(connections.haveRoom()).isTrue();
    second.ended();
    assertThat(connections.size()).isZero();
    assertThat(entered).containsExactly(room("1"), room("2"));
  }

  @Test
  void theTallyKnowsWhoEntered() {
    Conversation first = open("1");
    Conversation second = open("1");
    Conversation third = open("3"); // one too many
    assertThat(tally.counts()).isEqualTo(Map.of(room("1"), 2));
    third.ended();
    first.ended();
    first.ended();
    assertThat(tally.counts()).isEqualTo(Map.of(room("1"), 1));
    second.ended();
    open("collapsing").ended();
    assertThat(tally.counts()).isEmpty();
  }

  @Test
  void oneThatSlippedThroughIsClosedAndNeverEnters() {
    open("1");
    open("2");
    Conversation third = open("3");
    assertThat(entered).doesNotContain(room("3"));
    assertThat(said(third)).isEqualTo("close 1013 this node is full");
    assertThat(third.wantsBytes()).isTrue();
    third.received(ByteBuffer.wrap(ClientFrame.close(1013, "").bytes()));
    assertThat(third.outlook()).isEqualTo(Conversation.Outlook.FINISH);
    third.ended();
    assertThat(connections.size()).isEqualTo(2);
  }

  @Test
  void oneThatCannotEnterIsClosedAndNotCountedForEver() {
    Conversation lost = open("collapsing");
    assertThat(said(lost)).isEqualTo("close 1011 something went wrong here");
    lost.ended();
    assertThat(connections.size()).isZero();
  }

  @Test
  void oneThatFailsWhenItIsWokenKeepsNoOtherAsleep() {
    List<String> woken = new ArrayList<>();
    AtomicBoolean broken = new AtomicBoolean();
    for (String name : List.of("1", "2")) {
      connections.open(
          arrival(name),
          () -> {
            if (broken.get()) {
              woken.add(name);
              throw new IllegalStateException("broken on purpose");
            }
          });
    }
    broken.set(true);
    clock.pass(Duration.ofSeconds(15));
    connections.sweep();
    assertThat(woken).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void nothingIsLeftOfOneThatAnErrorKeepsOut() {
    assertThatThrownBy(() -> open("exhausted")).isInstanceOf(OutOfMemoryError.class);
    assertThat(connections.size()).isZero();
    assertThat(tally.counts()).isEmpty();
  }

  @Test
  void oneThatThereIsNoMemoryForIsNotCounted() {
    Clocks broken =
        new Clocks(
            () -> {
              throw new OutOfMemoryError("made up");
            },
            clock::now);
    Connections none =
        new Connections(
            ConnectionSettings.of(ConfigFactory.load()), (_, _, _) -> {}, broken, new Tally());
    assertThatThrownBy(() -> none.open(arrival("1"), () -> {}))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(none.size()).isZero();
  }

  @Test
  void oneThatSlippedInWhileTheNodeLeavesIsClosed() {
    Conversation first = open("1");
    connections.letNobodyIn();
    assertThat(connections.haveRoom()).isFalse();
    Conversation late = open("2");
    assertThat(said(late)).isEqualTo("close 1012 this node stops");
    assertThat(entered).containsExactly(room("1"));
    assertThat(said(first)).isEmpty();
  }

  private Conversation open(String room) {
    return connections.open(arrival(room), () -> {});
  }

  private static Arrival arrival(String room) {
    Visitor visitor = new Visitor("id", "", Map.of(), Map.of());
    return new Arrival(ECHO, room(room), visitor, InetAddress.getLoopbackAddress());
  }

  private static RoomAddress room(String room) {
    return new RoomAddress("echo", room);
  }

  private static String said(Conversation conversation) {
    return String.join(
        ", ",
        ServerFrame.all(conversation.take().toArray()).stream().map(Object::toString).toList());
  }
}
