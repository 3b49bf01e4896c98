package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.echo.EchoDiary;
import carafe.rooms.echo.Say;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What relays do with wrong credentials. */
class RelayDenialsTest {
  @RegisterExtension static final RelayNode NODE = new RelayNode();

  private final RelayedRoom room = NODE.freshRoom();
  private final EchoDiary diary = room.diary;

  @Test
  void wrongCredentialsAreAnsweredLateAndHoldUpWhatThatClientSaysNext() {
    TestConnection anna = room.welcomed("anna");
    TestConnection ben = room.welcomed("ben");
    long begin = System.nanoTime();
    anna.say(Say.checked("bad"));
    anna.say(Say.once("me after"));
    diary.until("heard bad");
    ben.say(Say.once("me not held up"));
    assertThat(ben.next()).isEqualTo("not held up");
    assertThat(anna.received()).isZero();

    assertThat(anna.next()).isEqualTo("denied");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(RelayNode.DENIAL_DELAY);
    assertThat(anna.next()).isEqualTo("after");
  }

  @Test
  void credentialsOfOneConnectionAreCheckedOneAtATime() {
    TestConnection anna = room.welcomed("anna");
    TestConnection ben = room.welcomed("ben");
    anna.say(Say.checked("hold verdict"));
    anna.say(Say.checked("good"));
    anna.say(Say.once("me last"));
    diary.until("heard hold verdict");
    ben.say(Say.once("me x"));
    diary.until("heard me x");
    ben.say(Say.once("release"));
    assertThat(diary.next()).as("not before the verdict").isEqualTo("heard release");
    assertThat(diary.next()).isEqualTo("heard good");
    assertThat(anna.next()).isEqualTo("right");
    assertThat(anna.next()).isEqualTo("last");
  }

  @Test
  void anAddressThatUsedUpItsBudgetIsLimitedForWrongCredentialsOnly() throws Exception {
    TestConnection anna =
        room.enter(NODE.relays(), new TestConnection("anna", InetAddress.getByName("203.0.113.7")));
    TestConnection ben =
        room.enter(NODE.relays(), new TestConnection("ben", InetAddress.getByName("203.0.113.7")));
    anna.say(Say.checked("bad"));
    anna.say(Say.checked("bad"));
    anna.say(Say.checked("bad"));
    assertThat(List.of(anna.next(), anna.next(), anna.next(), anna.next()))
        .containsExactly("welcome", "denied", "denied", "limited");

    ben.say(Say.checked("good"));
    ben.say(Say.checked("bad"));
    assertThat(List.of(ben.next(), ben.next(), ben.next()))
        .containsExactly("welcome", "right", "limited");
  }
}
