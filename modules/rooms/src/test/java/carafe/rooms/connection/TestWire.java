package carafe.rooms.connection;

import static carafe.rooms.testing.EchoType.ECHO;
import static carafe.rooms.testing.EchoType.frame;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.Tally;
import carafe.rooms.client.ClientFrame;
import carafe.rooms.client.ServerFrame;
import carafe.rooms.message.Visitor;
import carafe.rooms.testing.Diary;
import carafe.rooms.testing.TestClock;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/** A conversation over a wire that is the test itself. */
final class TestWire implements Wire {
  private static final Config CONFIG =
      ConfigFactory.parseString(
              "carafe.rooms.connection { partial-bytes-max = 2000, unread-bytes-max = 40000 }")
          .withFallback(ConfigFactory.load());

  final TestClock clock = new TestClock();
  final Diary diary = new Diary();
  private final List<Connection> entered = new ArrayList<>();
  final Connections connections =
      new Connections(
          ConnectionSettings.of(CONFIG),
          (type, room, connection) -> entered.add(connection),
          clock.clocks(),
          new Tally());
  private final Arrival arrival =
      new Arrival(
          ECHO,
          new RoomAddress("echo", "1"),
          new Visitor("id", "", Map.of(), Map.of()),
          InetAddress.getLoopbackAddress());

  /** How often the transport was to look. */
  int wakes;

  final Conversation conversation = open();

  TestWire() {
    entered.getFirst().attached(diary);
  }

  /** Another one, which is not attached. */
  Conversation open() {
    return open(this);
  }

  Conversation open(Wire wire) {
    return connections.open(arrival, wire);
  }

  @Override
  public void wake() {
    wakes++;
  }

  void says(ClientFrame... frames) {
    says(conversation, frames);
  }

  static void says(Conversation conversation, ClientFrame... frames) {
    conversation.received(ByteBuffer.wrap(ClientFrame.bytes(frames)));
  }

  /** What a transport does when woken. */
  Conversation.Outlook looks() {
    conversation.watch();
    return conversation.outlook();
  }

  List<String> written() {
    return written(conversation);
  }

  static List<String> written(Conversation conversation) {
    List<String> frames = new ArrayList<>();
    for (ByteString next = conversation.take(); !next.isEmpty(); next = conversation.take()) {
      ServerFrame.all(next.toArray()).forEach(f -> frames.add(f.toString()));
    }
    return frames;
  }

  /** Nothing happens any more, and nothing is left of it. */
  void assertOver() {
    conversation.ended();
    conversation.send(frame("late"));
    conversation.close(1000, "");
    conversation.watch();
    assertThat(written()).isEmpty();
    assertThat(diary.read()).isEmpty();
    assertThat(conversation.wantsBytes()).isFalse();
    assertThat(connections.size()).isZero();
    assertThat(connections.budgets().arriving().used()).isZero();
    assertThat(connections.budgets().unread().used()).isZero();
  }
}
