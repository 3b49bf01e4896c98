package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.EchoNode;

/** A room that no other test has, as connections come to it by way of relays. */
final class RelayedRoom {
  private final RoomAddress address = EchoNode.freshRoom();
  private final RelayNode node;

  /** What the room writes down. */
  final EchoDiary diary = EchoDiary.of(address.room());

  RelayedRoom(RelayNode node) {
    this.node = node;
  }

  TestConnection enter(String id) {
    return enter(node.relays(), new TestConnection(id));
  }

  TestConnection enter(Relays entrance, TestConnection connection) {
    entrance.enter(new EchoNode.Echo(), address, connection);
    return connection;
  }

  TestConnection welcomed(String id) {
    TestConnection connection = enter(id);
    assertThat(connection.next()).isEqualTo("welcome");
    return connection;
  }
}
