package carafe.server.management;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.management.ReportMessage.Ask;
import carafe.server.management.ReportMessage.PartyLoad;
import carafe.server.management.ReportMessage.Report;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What nodes tell each other arrives as it was. */
class ReportMessageTest {
  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());

  private static final Report REPORT =
      new Report(
          -7431098345234523456L,
          List.of(
              new PartyLoad("main", Optional.of(86), Optional.of(20), 312),
              new PartyLoad("host", Optional.empty(), Optional.empty(), 5)));

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void itCrossesToAnotherNode() {
    KIT.serializationTestKit().verifySerialization(REPORT, true);
    KIT.serializationTestKit()
        .verifySerialization(new Ask(KIT.<Report>createTestProbe().ref()), true);
  }

  @Test
  void aSumThatIsNotKnownIsNotMadeUp() {
    assertThat(REPORT.connections()).isEqualTo(317);
    assertThat(REPORT.shards()).isEmpty();
    assertThat(REPORT.rooms()).isEmpty();
    Report whole = new Report(1, List.of(REPORT.parties().getFirst()));
    assertThat(whole.shards()).contains(86);
    assertThat(whole.rooms()).contains(20);
    assertThat(new Report(1, List.of()).rooms()).contains(0);
  }
}
