package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.message.Member;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import carafe.rooms.party.ClientLanguage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/**
 * A relay is told of everything it said that it is dealt with, whatever came of it: what is not, it
 * says again, and its client waits.
 */
@AtTable
class TurnsTest {
  private final Table table;

  TurnsTest(Table table) {
    this.table = table;
  }

  /** A relay that says what it likes, with some connections, and takes note of the marks. */
  private final class Relay {
    private final TestProbe<ToRelay> probe = table.kit.createTestProbe(ToRelay.class);
    private final ClientLanguage language = table.type(SessionRoom.PARTY).language();
    private final String code;
    private final ActorRef<RoomMessage> room;
    private long number;

    Relay(String code) {
      this.code = code;
      table.session(code).tell(new ToRoom.Attach(probe.ref(), ++number));
      this.room = probe.expectMessageClass(ToRelay.Attached.class).room();
    }

    void opens(int connection) {
      room.tell(new ToRoom.Opened(probe.ref(), ++number, member(connection)));
    }

    private Member member(int connection) {
      Visitor visitor = new Visitor(code + "-" + connection, "", Map.of(), Map.of());
      return new Member(connection, visitor, ByteString.emptyByteString());
    }

    void says(int connection, String json) {
      byte[] text = json.getBytes(StandardCharsets.UTF_8);
      if (language.text(text) instanceof ClientLanguage.Understood(var message)) {
        room.tell(new ToRoom.Heard(probe.ref(), ++number, connection, message, Instant.now()));
      } else {
        throw new AssertionError("cannot be read: " + json);
      }
    }

    void closes(int connection) {
      room.tell(new ToRoom.Closed(probe.ref(), ++number, connection, 1000, "", true));
    }

    /** All that was said is dealt with. */
    void isAnswered() {
      ToRelay last;
      long told = 0;
      do {
        last = probe.expectMessageClass(ToRelay.class);
        assertThat(last).isNotInstanceOf(ToRelay.Again.class);
        assertThat(last.mark().told()).isGreaterThan(told);
        told = last.mark().told();
      } while (last.mark().handled() < number);
      assertThat(last.mark().handled()).isEqualTo(number);
    }
  }

  @Test
  void everythingThatCanBeSaidInEveryPhaseIsDealtWith() {
    String hostId = table.freshHost();
    String code = table.freshCode();
    Relay relay = new Relay(code);
    List<String> all =
        List.of(
            Words.JOIN,
            Words.join("999999"),
            Words.rejoin("made-up"),
            Words.rejoinHost("SOMEBODY-ELSE"),
            Words.WATCH,
            Words.PAUSE,
            Words.RESUME,
            Words.NEXT,
            Words.update("Sunday", 20),
            Words.answer("q", "o"),
            Words.create("SOMEBODY-ELSE-" + hostId, "a key that is long enough"));
    relay.opens(1);
    relay.opens(2);
    relay.opens(3);
    relay.isAnswered();
    relay.says(3, Words.JOIN);
    relay.says(1, Words.create(hostId));
    relay.isAnswered();
    for (String move : List.of(Words.JOIN, Words.START, Words.PAUSE, Words.REVEAL, Words.END)) {
      for (String word : all) {
        relay.says(2, word);
        relay.says(1, word);
        relay.isAnswered();
      }
      relay.says(1, Words.rejoinHost(hostId));
      relay.says(3, Words.JOIN);
      relay.says(1, move);
      relay.isAnswered();
    }
    relay.closes(2);
    relay.says(2, Words.JOIN);
    relay.says(9, Words.START);
    relay.isAnswered();
    assertThat(table.summary(code).text("phase")).isEqualTo("ended");
  }
}
