package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.SocketClient;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rooms of a party hold connections to each other, and say so when they end. */
class RoomSocketsTest {
  private static PartyServer server;

  private final String near = PartyServer.freshRoom();
  private final String far = PartyServer.freshRoom();
  private SocketClient here;
  private SocketClient there;

  @BeforeAll
  static void start() {
    server =
        new PartyServer(
            """
            carafe.rooms.hooks.timeout = 2 s
            carafe.rooms.calls.socket-messages-max = 10
            """,
            Map.of("link", LinkParty.class));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void enter() {
    here = server.open("link/" + near);
    there = server.open("link/" + far);
    assertThat(next(here)).isEqualTo("welcome");
    assertThat(next(there)).isEqualTo("welcome");
  }

  @AfterEach
  void leave() {
    here.close();
    there.close();
  }

  private static String next(SocketClient client) {
    return client.read().payload();
  }

  private static void say(SocketClient client, String text) {
    client.send(ClientFrame.text(text));
  }

  private void connect() {
    say(here, "connect " + far);
    assertThat(next(there)).isEqualTo("came link/%s as from-%s".formatted(near, near));
    assertThat(next(here)).isEqualTo("connected");
    assertThat(next(here)).isEqualTo("heard hello 1");
    assertThat(next(here)).isEqualTo("heard hello 2");
  }

  private void stopRoom(String room) {
    room(room).tell(new ToRoom.Stop());
  }

  /**
   * Until the room lives anew. A moment longer than its last word, sharding takes it for alive;
   * what is said to it then is lost, and a connection to it fails when its time is up.
   */
  private void awaitAgain(String room) {
    TestProbe<ToRelay> relay = TestProbe.create(ToRelay.class, server.system);
    relay.awaitAssert(
        Duration.ofSeconds(30),
        () -> {
          room(room).tell(new ToRoom.Attach(relay.ref(), 1));
          return relay.expectMessageClass(ToRelay.Attached.class, Duration.ofMillis(500));
        });
  }

  private EntityRef<RoomMessage> room(String room) {
    return ClusterSharding.get(server.system)
        .entityRefFor(EntityTypeKey.create(RoomMessage.class, "link"), room);
  }

  /** An actor's end is known late on other nodes (ADR 16): its last word comes at once. */
  @Test
  void aRoomThatStopsTellsItsRelays() {
    TestProbe<ToRelay> relay = TestProbe.create(ToRelay.class, server.system);
    room(near).tell(new ToRoom.Attach(relay.ref(), 1));
    relay.expectMessageClass(ToRelay.Attached.class);

    stopRoom(near);

    relay.expectMessageClass(ToRelay.Ended.class);
  }

  @Test
  void theyTalkInTextAndBytesUntilOneCloses() {
    connect();
    say(here, "say grüß dich");
    assertThat(next(here)).isEqualTo("heard echo grüß dich");
    say(here, "bytes tea");
    assertThat(next(here)).isEqualTo("heard bytes teatea");
    say(here, "close 4005");
    assertThat(next(here)).isEqualTo("closed 4005 enough true");
    assertThat(next(there)).isEqualTo("left 4005 enough true");
  }

  @Test
  void whenTheOtherRoomStopsTheListenerIsTold() {
    connect();
    stopRoom(far);
    assertThat(next(here)).isEqualTo("closed 1012 the other room stopped or moved false");
    awaitAgain(far);
    connect();
  }

  @Test
  void whenTheRoomThatConnectedStopsTheOtherIsTold() {
    connect();
    stopRoom(near);
    assertThat(next(there)).isEqualTo("left 1001 the room at the other end stopped true");
    connect();
  }

  @Test
  void aRefusalIsAFailureThatSaysSo() {
    say(here, "connect " + far + "/forbidden");
    assertThat(next(here))
        .isEqualTo("failed REFUSED link/%s refused the connection with status 403".formatted(far));
  }

  @Test
  void aRoomThatDoesNotKeepUpIsClosedOut() {
    connect();
    say(here, "hold");
    say(there, "flood");
    // The gate is shut until the time of the hook is up.
    String last = next(here);
    while (last.startsWith("heard drop")) {
      last = next(here);
    }
    assertThat(last).startsWith("closed 1013 too slow");
  }
}
