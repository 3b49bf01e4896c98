package carafe.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Receipts;
import carafe.it.client.Web;
import carafe.it.server.OwnServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The database stands still, or breaks down, while answers come: none is acknowledged that is not
 * stored, everybody is told, and the game goes on when it is back.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Isolated("measures times")
class DatabaseTroubleIT {
  @RegisterExtension static final OwnServer SERVER = new OwnServer(Map.of());

  private static final int PHONES = 20;

  /** carafe.rooms.relay.kept-for, and what a busy machine adds. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(7);

  private final Plan plan = Plan.small(120);
  private final Host host = Host.on(Web.freeCode(SERVER.address())).create(SERVER.address(), plan);
  private final List<Phone> phones =
      IntStream.range(0, PHONES)
          .mapToObj(i -> new Phone("phone " + i, host.code()).join(SERVER.address()))
          .toList();
  private final Message question = host.start();
  private final URI ready = SERVER.address().http("/ready");

  @AfterEach
  void databaseGoesOn() {
    SERVER.database().goOn();
  }

  @Test
  void aDatabaseThatStandsStillLosesNothing() {
    SERVER.database().standStill();
    everybodyAnswers();
    Web.awaitStatus(ready, 503);
    assertThat(Web.get(SERVER.address().http("/alive")).status()).isEqualTo(200);
    assertThat(phones).allMatch(phone -> accepted(phone) == 0);

    SERVER.database().goOn();
    Web.awaitStatus(ready, 200);
    everybodyIsAnsweredAndPlaysOn();
  }

  /** What had been on its way to be stored, and what comes while the room cannot start again. */
  @Test
  void whoeverSaysSomethingMeanwhileIsToldInTime() {
    SERVER.database().standStill();
    for (int i = 0; i < 2; i++) {
      Instant said = Instant.now();
      host.says("host:reveal");
      phones.getFirst().submit(question, plan.wrongOption(question, 0));
      assertThat(host.told().next("error").text("code")).isEqualTo("UNAVAILABLE");
      assertThat(phones.getFirst().told().next("error").text("code")).isEqualTo("UNAVAILABLE");
      assertThat(Duration.between(said, Instant.now())).isLessThan(TOLD_WITHIN);
    }
    Host other = Host.on(host.code()); // whose list is not in memory
    assertThat(Web.get(SERVER.address().http("/parties/host/" + other.id())).status())
        .isEqualTo(503);
    assertThat(SERVER.log().lines()).as("a host is not named").anyMatch(l -> l.contains("host|#"));
    SERVER.log().mustHaveNoStackTrace();
  }

  @Test
  void aDatabaseThatBreaksDownLosesNothing() {
    everybodyAnswers();
    SERVER.database().killOneBackend();
    everybodyIsAnsweredAndPlaysOn();
  }

  private void everybodyAnswers() {
    phones.forEach(phone -> phone.submit(question, plan.wrongOption(question, 0)));
  }

  /** Whoever was told to try again does, until it is accepted. */
  private void everybodyIsAnsweredAndPlaysOn() {
    for (Phone phone : phones) {
      Message answer = phone.told().next(m -> m.is("error") || m.is("game:answer_accepted"));
      while (answer.is("error")) {
        assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
        phone.submit(question, plan.wrongOption(question, 0));
        answer = phone.told().next(m -> m.is("error") || m.is("game:answer_accepted"));
      }
    }
    SERVER.kill();
    SERVER.start();
    Receipts.Count count = Receipts.redeem(phones, SERVER.address());
    assertThat(count).isEqualTo(new Receipts.Count(PHONES, PHONES));
    assertThat(host.rejoin(SERVER.address()).number("answeredCount")).isEqualTo(PHONES);
    phones.forEach(phone -> phone.answer(question, plan.rightOption(question)));
    assertThat(host.reveal().objects("results"))
        .hasSize(PHONES)
        .allMatch(line -> line.number("points") == 100);
  }

  private long accepted(Phone phone) {
    return phone.accepted(question.text("questionId")).stream().count();
  }
}
