package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.Numbers;
import carafe.rooms.testing.EchoType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class PeersTest {
  private final Peers peers = new Peers(new FanOut(1000, 1, Runnable::run), _ -> {});

  private Peer enter(boolean welcomed) {
    Peer peer = peers.enter(new TestConnection("c"), 0);
    peer.welcomed = welcomed;
    peer.state = ByteString.fromArray(new byte[1000]);
    return peer;
  }

  @Test
  void thoseWhoReturnDoSoInPiecesOfBoundedSize() {
    Peer one = enter(true);
    Peer two = enter(true);
    enter(false);
    Peer three = enter(true);

    assertThat(peers.returning(3000))
        .containsExactly(new Said.Returning(List.of(one, two)), new Said.Returning(List.of(three)));
    assertThat(peers.returning(10)).as("each its own piece").hasSize(3);
  }

  @Test
  void manyWhoAreToldTheirShareAreToldBySeveralThreads() {
    List<Runnable> helped = new ArrayList<>();
    Peers split = new Peers(new FanOut(3, 1, helped::add), _ -> {});
    List<TestConnection> connections =
        IntStream.range(0, 5).mapToObj(i -> new TestConnection("c" + i)).toList();
    List<Peer> those = connections.stream().map(connection -> split.enter(connection, 0)).toList();
    split.forget(those.get(1));

    split.tell(EchoType.frame("few"), Numbers.of(1, 3));
    assertThat(helped).as("two are told by the relay alone").isEmpty();
    split.tell(EchoType.frame("many"), Numbers.of(1, 2, 4, 5));
    assertThat(helped).as("four of which one is gone").hasSize(1);

    assertThat(connections.get(0).next()).contains("few");
    assertThat(connections.get(2).next()).contains("few");
    for (int told : new int[] {0, 3, 4}) {
      assertThat(connections.get(told).next()).contains("many");
    }
    assertThat(connections).allMatch(connection -> connection.received() == 0);
  }

  @Test
  void whatOneAloneIsToldIsItsOwn() {
    TestConnection one = new TestConnection("one");
    TestConnection two = new TestConnection("two");
    peers.enter(one, 0).openedAt = 1;
    peers.enter(two, 0).openedAt = 1;
    Frame own = EchoType.frame("to one");

    peers.tell(own, Numbers.of(1));
    peers.tell(EchoType.frame("to both"), Numbers.of(1, 2));
    peers.tellAll(EchoType.frame("to all"), Numbers.of(), 1);

    assertThat(one.own).containsExactly(own);
    assertThat(one.received()).isEqualTo(3);
    assertThat(two.own).isEmpty();
    assertThat(two.received()).isEqualTo(2);
  }

  @Test
  void whatAllAreToldIsItsOwnWhereItIsAlone() {
    TestConnection one = new TestConnection("one");
    peers.enter(one, 0).openedAt = 1;
    Frame toAll = EchoType.frame("to all");
    peers.tellAll(toAll, Numbers.of(), 1);
    assertThat(one.own).containsExactly(toAll);
  }

  @Test
  void aNumberIsNeverGivenTwice() {
    Peer one = enter(true);
    peers.forget(one);
    assertThat(enter(true).number).isNotEqualTo(one.number);
  }
}
