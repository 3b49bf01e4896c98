package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.tasting.wire.FromClient;
import java.time.Instant;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.Test;

/** Rooms that nobody needs stop; they come back, or are brought back. */
@AtTable(
    """
    carafe.session {
      passivate-after = 20 ms, passivate-unused-after = 20 ms, waiting-max = 1 day, lobby-interval = 1 ms, report-interval = 1 ms
    }
    """)
class PassivationTest {
  private final Table table;

  PassivationTest(Table table) {
    this.table = table;
  }

  private void awaitStop(String code) {
    table.await("it stops", () -> !table.isRunning(code));
  }

  private static void leave(Evening evening) {
    evening.host().leaves(1000);
    evening.players().forEach(player -> player.leaves(1000));
  }

  @Test
  void aCodeThatNobodyUsesStops() {
    String code = table.freshCode();
    assertThat(table.status(code)).isEqualTo(404);
    awaitStop(code);
    assertThat(table.awake.of(code)).isEmpty();
  }

  @Test
  void aRoomWithSomebodyInItStays() {
    String code = table.freshCode();
    Guest visitor = table.guest(code);
    visitor.hears("server:state_snapshot");
    String other = table.freshCode();
    table.status(other);
    awaitStop(other);
    assertThat(table.isRunning(code)).isTrue();
  }

  @Test
  void aWaitingSessionLeavesTheMomentOfItsLapseInItsRow() {
    Evening evening = Evening.waiting(table, 1);
    leave(evening);
    awaitStop(evening.code());
    assertThat(table.awake.of(evening.code()))
        .hasValueSatisfying(at -> assertThat(at).isAfter(Instant.now().plusSeconds(86_000)));

    Guest back = table.guest(evening.code());
    back.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");
    assertThat(table.awake.of(evening.code()))
        .as("it lives, so it is to be woken")
        .hasValueSatisfying(at -> assertThat(at).isBefore(Instant.now().plusMillis(1)));
  }

  @Test
  void aRunningGameStays() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    leave(evening);
    String other = table.freshCode();
    table.status(other);
    awaitStop(other);
    assertThat(table.isRunning(evening.code())).isTrue();
  }

  @Test
  void anEndedSessionStopsOnceItOwesNothing() {
    Evening evening = Evening.open(table, 1);
    evening.move(Words.END, "session:ended");
    leave(evening);
    awaitStop(evening.code());
    assertThat(table.awake.of(evening.code())).isEmpty();
    assertThat(table.summary(evening.code()).text("phase")).isEqualTo("ended");
  }

  @Test
  void aVisitorWhoComesWhileTheRowIsWrittenIsHeard() {
    Evening evening = Evening.waiting(table, 1);
    evening.host().untilQuiet();
    table.awake.hold(evening.code());
    leave(evening);
    table.await("it is about to stop", () -> table.awake.isHolding(evening.code()));

    Guest back = table.guest(evening.code());
    back.says(Words.rejoinHost(evening.hostId())).says(Words.START);
    back.awaitRelay();
    assertThat(table.status(evening.code())).isEqualTo(200);
    assertThat(table.events(evening.code())).doesNotContain("game-started");
    table.awake.release(evening.code());

    back.hears("game:question");
    assertThat(table.awake.of(evening.code()))
        .hasValueSatisfying(at -> assertThat(at).isBefore(Instant.now().plusMillis(1)));
  }

  @Test
  void whoComesInTheLastMomentIsForTheNextIncarnation() {
    Evening evening = Evening.waiting(table, 1);
    evening.players().forEach(player -> player.leaves(1000));
    Guest last = evening.host();
    for (int i = 0; i < 30; i++) {
      last.leaves(1000);
      table.await(
          "it is about to stop",
          () -> table.awake.of(evening.code()).filter(Instant.now()::isBefore).isPresent());
      last = table.guest(evening.code());
      last.says(Words.rejoin(evening.tokens().get(0))).hears("participant:state_snapshot");
    }
  }

  /** Sharding that hands a shard over does not answer a room that would like to stop. */
  @Test
  void aRoomThatIsAskedToStopWhileItsRowIsWrittenStops() {
    Evening evening = Evening.waiting(table, 1);
    String code = table.copy(evening.code());
    table.awake.hold(code);
    TestProbe<ClusterSharding.ShardCommand> shard =
        table.kit.createTestProbe(ClusterSharding.ShardCommand.class);
    ActorRef<RoomMessage> room = table.spawn(code, shard.ref());
    table.await("it opens", () -> table.awake.isHolding(code));
    table.awake.releaseAndHold(code);
    table.await("it closes", () -> table.awake.isHolding(code));
    TestProbe<ToRelay> relay = table.kit.createTestProbe(ToRelay.class);
    room.tell(
        new ToRoom.Heard(
            relay.ref(), 7, 1, new FromClient.HostCommand(FromClient.Move.START), Instant.now()));
    room.tell(new ToRoom.Detach(relay.ref(), 8));
    room.tell(new ToRoom.Stop());

    table.awake.release(code);

    shard.expectMessageClass(ClusterSharding.Passivate.class);
    shard.expectTerminated(room);
    assertThat(table.events(code)).isEqualTo(table.events(evening.code()));
    assertThat(table.awake.of(code).filter(Instant.now()::isBefore)).isPresent();
  }

  @Test
  void aRowThatCannotBeWrittenKeepsTheRoom() {
    Evening evening = Evening.waiting(table, 1);
    evening.host().untilQuiet();
    table.awake.fail(evening.code());
    leave(evening);
    String other = table.freshCode();
    table.status(other);
    awaitStop(other);
    assertThat(table.isRunning(evening.code())).isTrue();

    table.awake.mend(evening.code());
    awaitStop(evening.code());
  }

  @Test
  void aWaitingSessionThatIsWokenTooEarlySleepsOn() {
    Evening evening = Evening.waiting(table, 1);
    leave(evening);
    awaitStop(evening.code());
    table.wake(evening.code());
    table.await("it runs", () -> table.isRunning(evening.code()));
    awaitStop(evening.code());
    assertThat(table.events(evening.code())).doesNotContain("session-ended");
    assertThat(table.awake.of(evening.code()).filter(Instant.now()::isBefore)).isPresent();
  }
}
