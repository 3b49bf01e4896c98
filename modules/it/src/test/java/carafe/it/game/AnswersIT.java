package carafe.it.game;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Web;
import carafe.it.server.OneServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers of those who left. */
class AnswersIT {
  @RegisterExtension static final OneServer SERVER = new OneServer();

  private final Address server = SERVER.address();
  private final Plan plan = Plan.small(60);
  private final Host host = Host.on(Web.freeCode(server)).create(server, plan);

  @Test
  void whoAnsweredAndLeftIsCountedAndWhoOnlyLeftIsNot() {
    List<Phone> phones = phones(3);
    Message question = host.start();
    phones.get(0).answer(question, plan.rightOption(question));
    phones.get(0).socket().drop();
    phones.get(1).socket().drop();
    phones.get(2).answer(question, plan.wrongOption(question, 0));
    host.told()
        .next(
            "game:participant_answered",
            m -> m.number("answeredCount") == 2 && m.number("totalCount") == 2);
    assertThat(host.reveal().objects("results").stream().map(line -> line.number("totalScore")))
        .containsExactlyInAnyOrder(100L, 0L, 0L);
  }

  private List<Phone> phones(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Phone("phone " + i, host.code()).join(server))
        .toList();
  }
}
