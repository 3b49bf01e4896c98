package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.denial.DenialSettings;
import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.EchoNode;
import carafe.rooms.echo.Say;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A relay on one node, its room on another. */
@Order(1)
class RelaysAcrossNodesTest {
  /** More than a frame between nodes holds: whoever sends it loses it. */
  private static final int TOO_LARGE = 5 << 20;

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
            RelaySettings.of(
                ConfigFactory.parseString(
                        // a crash takes a while to be noticed
                        "carafe.rooms.relay { kept-for = 40 s, check-interval = 200 ms }")
                    .withFallback(ConfigFactory.load())),
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

  /** Somebody here in a room that lives there. */
  private record Far(RoomAddress room, TestConnection anna) {
    EchoDiary diary() {
      return EchoDiary.of(room.room());
    }
  }

  private Far far() {
    while (true) {
      RoomAddress room = EchoNode.freshRoom(); // the cluster says which room lives where
      TestConnection anna = enter(room, "anna");
      if (where(anna).equals(EchoNode.address(there.system))) {
        return new Far(room, anna);
      }
    }
  }

  @Test
  void aRoomMovesFromOneNodeToAnotherUnderItsConnections() {
    Far far = far();
    TestConnection anna = far.anna();
    TestConnection ben = enter(far.room(), "ben");
    anna.say(Say.once("keep seat 7"));
    anna.say(Say.once("all across"));
    assertThat(anna.next()).isEqualTo("across");
    assertThat(ben.next()).isEqualTo("across");
    anna.say(Say.again("answer", "hold b"));
    EchoDiary diary = far.diary();
    diary.until("heard hold b");

    there.leave();

    diary.until("returned anna seat 7");
    diary.until("heard hold b");
    assertThat(anna.next()).isEqualTo("welcome back");
    assertThat(ben.next()).isEqualTo("welcome back");
    assertThat(where(ben)).isEqualTo(EchoNode.address(here.system));
  }

  @Test
  void aRoomWhoseNodeDiesComesBackUnderItsConnections() {
    Far far = far();
    TestConnection anna = far.anna();
    TestConnection ben = enter(far.room(), "ben");
    anna.say(Say.once("keep seat 7"));
    anna.say(Say.again("answer", "hold b"));
    ben.say(Say.once("hold c"));
    EchoDiary diary = far.diary();
    diary.until("heard hold c");

    there.close();
    anna.say(Say.again("answer", "hold d"));
    ben.say(Say.once("where")); // to a node that is dead
    here.down(there);

    // Idempotent words once more, the newest of a name only; others are answered by the relay.
    assertThat(ben.next()).isEqualTo("UNAVAILABLE");
    assertThat(ben.next()).isEqualTo("UNAVAILABLE");
    diary.until("returned anna seat 7");
    diary.until("heard hold d");
    assertThat(anna.next()).isEqualTo("welcome back");
    assertThat(ben.next()).isEqualTo("welcome back");
    assertThat(where(ben)).isEqualTo(EchoNode.address(here.system));
    assertThat(diary.next()).as("nothing was said twice").isEqualTo("heard where");
    assertThat(anna.isClosed() || ben.isClosed()).isFalse();
  }

  @Test
  void nobodyHearsAnIncarnationAfterTheNextOne() {
    Far far = far();
    TestConnection anna = far.anna();
    far.diary().chatty = true;
    anna.say(Say.once("crash"));
    assertThat(anna.next()).isEqualTo("UNAVAILABLE");
    assertThat(nextBut(anna, EchoNode.address(there.system))).isEqualTo("welcome back");
    assertThat(anna.next()).isEqualTo(EchoNode.address(there.system));

    there.leave();

    // The next one may speak to all before it has heard who is back.
    List<String> words = new ArrayList<>();
    words.add(nextBut(anna, EchoNode.address(there.system)));
    for (int i = 0; i < 200; i++) {
      words.add(anna.next());
    }
    assertThat(words).containsOnlyOnce("welcome back");
    words.remove("welcome back");
    assertThat(words).containsOnly(EchoNode.address(here.system));
  }

  private static String nextBut(TestConnection connection, String passedOver) {
    String word = connection.next();
    while (word.equals(passedOver)) {
      word = connection.next();
    }
    return word;
  }

  @Test
  void aWordToTheRoomThatIsLostIsNoticedThoughNothingComesAfterIt() {
    Far far = far();
    far.anna().say(Say.once("me " + "x".repeat(TOO_LARGE)));
    assertThat(far.anna().next()).isEqualTo("UNAVAILABLE");
    assertThat(far.anna().next()).isEqualTo("welcome back");
    assertThat(where(far.anna())).isEqualTo(EchoNode.address(there.system));
  }

  @Test
  void aWordOfTheRoomThatIsLostIsNoticedThoughNothingComesAfterIt() {
    Far far = far();
    far.anna().say(Say.once("fill " + TOO_LARGE));
    assertThat(far.anna().next()).isEqualTo("UNAVAILABLE");
    assertThat(far.anna().next()).isEqualTo("welcome back");
    assertThat(where(far.anna())).isEqualTo(EchoNode.address(there.system));
  }

  /** As when a room comes back to everybody's answers: nothing on the way may be too small. */
  @Test
  void whatManySayInOneMomentArrivesOnceEach() {
    Far far = far();
    EchoDiary diary = far.diary();
    diary.open = false;
    far.anna().say(Say.once("crash"));
    assertThat(far.anna().next()).isEqualTo("UNAVAILABLE");
    diary.until("started");
    List<TestConnection> all = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      TestConnection one = new TestConnection("p" + i);
      relays.enter(new EchoNode.Echo(), far.room(), one);
      all.add(one);
    }
    for (int word = 0; word < 30; word++) {
      for (int i = 0; i < all.size(); i++) {
        all.get(i).say(Say.again("word " + word, "me %d-%d".formatted(i, word)));
      }
    }
    diary.open = true;

    Map<String, Integer> heard = new HashMap<>();
    int returned = 0;
    while (heard.size() < 30 * all.size()) {
      String line = diary.next();
      if (line.startsWith("heard me ")) {
        heard.merge(line, 1, Integer::sum);
      } else if (line.startsWith("returned")) {
        returned++;
      }
    }
    assertThat(heard.values()).as("heard once").containsOnly(1);
    assertThat(returned).as("anna, who had been welcomed").isEqualTo(1);
  }
}
