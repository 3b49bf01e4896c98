package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

class PeersTest {
  private final Peers peers = new Peers(new FanOut(1000, 1, Runnable::run));

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
  void aNumberIsNeverGivenTwice() {
    Peer one = enter(true);
    peers.forget(one);
    assertThat(enter(true).number).isNotEqualTo(one.number);
  }
}
