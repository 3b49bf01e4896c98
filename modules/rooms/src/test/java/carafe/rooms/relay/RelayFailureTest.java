package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.echo.EchoNode;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.RoomType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of connections whose relay fails before it has taken them. */
class RelayFailureTest {
  @RegisterExtension static final RelayNode NODE = new RelayNode();

  @Test
  void whoIsOnTheWayToARelayThatFailsComesAgain() {
    RelayedRoom room = NODE.freshRoom();
    TestConnection anna = room.welcomed("anna");
    TestConnection broken = new TestConnection("broken");
    CompletableFuture<Boolean> begin = new CompletableFuture<>();
    broken.attachable = begin;
    room.enter(NODE.relays(), broken);
    TestConnection cleo = room.enter("cleo");
    TestConnection dora = room.enter("dora");
    NODE.freshRoom().welcomed("somebody else"); // so the others were sent on their way

    begin.completeExceptionally(new IllegalStateException("broken on purpose"));

    assertThat(anna.closeCode()).isEqualTo(1011);
    assertThat(cleo.next()).isEqualTo("UNAVAILABLE");
    assertThat(cleo.closeCode()).isEqualTo(1013);
    assertThat(dora.next()).isEqualTo("UNAVAILABLE");
    assertThat(dora.closeCode()).isEqualTo(1013);
    room.welcomed("cleo again");
  }

  @Test
  void whoseRelayCannotBeMadeIsClosed() {
    TestConnection anna = new TestConnection("anna");
    NODE.relays().enter(new Unstarted(), EchoNode.freshRoom(), anna);
    assertThat(anna.closeCode()).isEqualTo(1011);
    NODE.freshRoom().welcomed("somebody else");
  }

  /** Its rooms were never started on this node. */
  private record Unstarted() implements RoomType {
    @Override
    public String party() {
      return "unstarted";
    }

    @Override
    public Optional<String> objection(String room) {
      return Optional.empty();
    }

    @Override
    public ClientLanguage language() {
      return new EchoNode.Echo().language();
    }

    @Override
    public int messageBytesMax() {
      return 1024;
    }

    @Override
    public EntityTypeKey<RoomMessage> entity() {
      return EntityTypeKey.create(RoomMessage.class, "unstarted");
    }
  }
}
