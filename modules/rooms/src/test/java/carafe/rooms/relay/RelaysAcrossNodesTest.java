package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.EchoNode;
import carafe.rooms.echo.Say;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay on one node, its room on another. */
class RelaysAcrossNodesTest {
  private EchoNode here;
  private EchoNode there;
  private Relays relays;

  @BeforeEach
  void start() {
    here = new EchoNode();
    there = new EchoNode(here);
    relays =
        Relays.start(
            here.system,
            RelaySettings.of(ConfigFactory.load()),
            new DenialBudget(DenialSettings.of(ConfigFactory.load())));
  }

  @AfterEach
  void stop() {
    here.close();
    there.close();
  }

  private TestConnection enter(RoomAddress room, String id) {
    TestConnection connection = new TestConnection(id);
    relays.enter(new EchoNode.Echo(), room, connection);
    assertThat(connection.next()).isEqualTo("welcome");
    return connection;
  }

  private static String where(TestConnection connection) {
    connection.say(Say.once("where"));
    return connection.next();
  }

  @Test
  void aRoomMovesFromOneNodeToAnotherUnderItsConnections() {
    RoomAddress room = EchoNode.freshRoom();
    TestConnection anna = enter(room, "anna");
    while (!where(anna).equals(EchoNode.address(there.system))) {
      room = EchoNode.freshRoom(); // the cluster says which room lives where
      anna = enter(room, "anna");
    }
    TestConnection ben = enter(room, "ben");
    anna.say(Say.once("keep seat 7"));
    anna.say(Say.once("all across"));
    assertThat(anna.next()).isEqualTo("across");
    assertThat(ben.next()).isEqualTo("across");
    anna.say(Say.again("answer", "hold b"));
    EchoDiary diary = EchoDiary.of(room.room());
    diary.until("heard hold b");

    there.leave();

    diary.until("returned anna seat 7");
    diary.until("heard hold b");
    assertThat(anna.next()).isEqualTo("welcome back");
    assertThat(ben.next()).isEqualTo("welcome back");
    assertThat(where(ben)).isEqualTo(EchoNode.address(here.system));
  }
}
