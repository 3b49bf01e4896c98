package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.api.Party;
import carafe.rooms.api.Room;
import carafe.rooms.party.Cors;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartySettingsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public static final class Quiet implements Party {
    public Quiet(Room room) {}
  }

  @Test
  void whatCannotBeServedIsRefusedByWhatIsWrong() {
    assertRefused("a party", Quiet.class, MINUTE, 1, 1, "\"a party\"");
    assertRefused("quiet", Party.class, MINUTE, 1, 1, "carafe.rooms.api.Party must be public");
    assertRefused("quiet", Quiet.class, Duration.ZERO, 1, 1, "passivate-after");
    assertRefused("quiet", Quiet.class, MINUTE, 0, 1, "connections-max");
    assertRefused("quiet", Quiet.class, MINUTE, 1, 0, "message-bytes-max");
  }

  private static void assertRefused(
      String name,
      Class<? extends Party> party,
      Duration passivateAfter,
      int connectionsMax,
      int messageBytesMax,
      String why) {
    assertThatThrownBy(
            () ->
                new PartySettings(
                    name, party, passivateAfter, connectionsMax, messageBytesMax, Cors.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
