package carafe.rooms.census;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.CensusMessage.Ask;
import carafe.rooms.census.CensusMessage.Change;
import carafe.rooms.census.CensusMessage.Told;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What census takers tell each other arrives as it was said. */
class CensusMessageTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.provider = local")
              .withFallback(ConfigFactory.load("node")));
  private static final ActorRef<CensusMessage> TAKER =
      KIT.createTestProbe(CensusMessage.class).ref();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<CensusMessage> messages() {
    return Stream.of(
        new Ask(7, 3, TAKER),
        new Told(
            TAKER,
            7,
            true,
            List.of(
                new Change(new RoomAddress("main", "4821"), 12),
                new Change(new RoomAddress("chat", "früh 🍷"), 0)),
            Long.MAX_VALUE,
            9,
            true),
        new Told(TAKER, 0, false, List.of(), 0, 0, false));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void arrivesAsItWasSaid(CensusMessage message) {
    KIT.serializationTestKit().verifySerialization(message, true);
  }
}
