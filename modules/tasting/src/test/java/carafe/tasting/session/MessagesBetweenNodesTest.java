package carafe.tasting.session;

import carafe.rooms.message.RoomMessage;
import carafe.rules.host.HostIndex;
import carafe.rules.host.SessionEntry;
import carafe.rules.host.SessionEntry.Status;
import carafe.rules.identity.HostId;
import carafe.rules.score.RankingEntry;
import carafe.tasting.host.HostMessage;
import carafe.tasting.secret.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.SerializationTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rooms say to each other arrives on another node as it was said. */
class MessagesBetweenNodesTest {
  private static final ActorTestKit KIT = ActorTestKit.create("rooms-between-nodes");

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  static Stream<RoomMessage> messages() {
    var key = Optional.of(Secrets.hostKey(new HostId("FALCON"), "a key that is long enough"));
    SessionEntry entry =
        new SessionEntry(
            "4821",
            2,
            17,
            "Früh 🍷",
            Sessions.START,
            Status.ENDED,
            3,
            List.of(new RankingEntry("TannicFalcon", 300, 1)));
    return Stream.of(
        new HostMessage.Claim(key, ref()),
        new HostMessage.Claim(Optional.empty(), ref()),
        new HostMessage.Claimed(key),
        new HostMessage.Claimed(Optional.empty()),
        new HostMessage.ClaimRefused(HostIndex.Refusal.HOST_KEY_REQUIRED),
        new HostMessage.Report(entry, ref()),
        new HostMessage.Reported(2, 17),
        new HostMessage.ListSessions(ref()),
        new HostMessage.Listed(List.of(entry)),
        new HostMessage.Listed(List.of()),
        new SessionMessage.ReserveCode(ref()),
        new SessionMessage.Reserved(),
        new SessionMessage.Taken());
  }

  private static <T> org.apache.pekko.actor.typed.ActorRef<T> ref() {
    return KIT.<T>createTestProbe().ref();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void arrivesAsItWasSaid(RoomMessage message) {
    SerializationTestKit serialization = KIT.serializationTestKit();
    serialization.verifySerialization(message, true);
  }
}
