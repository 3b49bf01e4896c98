package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.message.Member;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.junit.jupiter.api.Test;

/** A relay whose words were lost comes again to the same incarnation of the room. */
@AtTable
class RelayAgainTest {
  private final Table table;

  RelayAgainTest(Table table) {
    this.table = table;
  }

  private Member host(Evening evening) {
    return new Member(
        1,
        new Visitor("host-" + evening.code(), "", Map.of(), Map.of()),
        new Role.Host().toState(1));
  }

  /** An actor's end is known late on other nodes (ADR 16): its last word comes at once. */
  @Test
  void aRoomThatStopsTellsItsRelays() {
    for (EntityRef<RoomMessage> room :
        List.of(table.session(table.freshCode()), table.host(table.freshHost()))) {
      TestProbe<ToRelay> relay = table.kit.createTestProbe(ToRelay.class);
      room.tell(new ToRoom.Attach(relay.ref(), 1));
      relay.expectMessageClass(ToRelay.Attached.class);

      room.tell(new ToRoom.Stop());

      relay.expectMessageClass(ToRelay.Ended.class);
    }
  }

  @Test
  void aHostWhoComesBackWithItsRelayLeadsAgain() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    TestProbe<ToRelay> relay = table.kit.createTestProbe(ToRelay.class);
    table.session(evening.code()).tell(new ToRoom.Attach(relay.ref(), 1));
    ActorRef<RoomMessage> room = relay.expectMessageClass(ToRelay.Attached.class).room();
    room.tell(new ToRoom.Returned(relay.ref(), 2, List.of(host(evening))));
    evening.host().leaves(1000);
    assertThat(table.status(evening.code())).isEqualTo(200);
    assertThat(table.events(evening.code())).doesNotContain("host-left");

    room.tell(new ToRoom.Attach(relay.ref(), 3));
    table.await("host-left", () -> table.events(evening.code()).contains("host-left"));
    room.tell(new ToRoom.Returned(relay.ref(), 4, List.of(host(evening))));

    table.await("host-returned", () -> table.events(evening.code()).contains("host-returned"));
    room.tell(new ToRoom.Detach(relay.ref(), 5));
    table.await(
        "it has left once more",
        () -> table.events(evening.code()).stream().filter("host-left"::equals).count() == 2);
  }
}
