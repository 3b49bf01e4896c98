package carafe.it.real;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Plan;
import carafe.it.client.Ranks;
import carafe.it.client.Say;
import carafe.it.client.Told;
import carafe.it.client.Web;
import carafe.it.server.OwnServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Pages that know nothing but partysocket and the event reference play a game. Their connections
 * are cut, then the server is killed: they come back by themselves and end with the right scores.
 */
class PartySocketIT {
  /** PartySocket waits 1 to 5 s before it tries again, and longer each time that fails. */
  private static final Duration RECONNECTING = Duration.ofSeconds(40);

  @RegisterExtension static final OwnServer SERVER = new OwnServer(Map.of());

  private final Plan plan = Plan.twoByTwo(120);
  private final String code = Web.freeCode(SERVER.address());
  private final String hostId = Host.on(code).id();
  private final BadNetwork network = new BadNetwork(SERVER.address());
  private final NodeClient host = client("host.mjs", hostId, Say.json(plan.fields()));
  private final List<NodeClient> phones =
      List.of(client("phone.mjs"), client("phone.mjs"), client("phone.mjs"));

  private NodeClient client(String script, String... arguments) {
    String address = "127.0.0.1:" + network.address().port();
    String[] all =
        Stream.concat(Stream.of(address, code), Stream.of(arguments)).toArray(String[]::new);
    return new NodeClient(script, all);
  }

  @AfterEach
  void end() throws Exception {
    host.close();
    phones.forEach(NodeClient::close);
    network.close();
  }

  @BeforeEach
  void everybodyIsThere() {
    assertThat(host.told().next("error").text("message")).isNotBlank();
    host.click("create");
    assertThat(host.told().next("session:created").text("hostId")).isEqualTo(hostId);
    for (NodeClient phone : phones) {
      phone.told().next("server:state_snapshot", m -> m.flag("exists"));
      phone.click("join");
      phone.told().next("participant:joined");
    }
    host.told().next("lobby:updated", m -> m.texts("participants").size() == phones.size());
  }

  @Test
  void aGameSurvivesBadNetworksAndADeadServer() {
    host.click("start");
    Message question = host.told().next("game:question");
    String right = plan.questionOf(question).correctAnswer();
    String wrong = plan.questionOf(question).distractors().getFirst();
    everybodySees(question);
    answer(0, right);
    answer(1, wrong);

    network.cut();
    everybodyReturns(question);
    answer(1, right);
    answer(2, wrong);

    SERVER.kill();
    SERVER.start();
    network.leadTo(SERVER.address());
    everybodyReturns(question);
    host.click("reveal");
    scores(100, 100, 0);

    for (int left = 3; left > 0; left--) {
      Message next = next();
      everybodySees(next);
      for (int i = 0; i < phones.size(); i++) {
        answer(i, i == 0 ? plan.questionOf(next).correctAnswer() : wrongIn(next));
      }
      host.click("reveal");
      scores(100 + 100 * (4 - left), 100, 0);
    }
    host.click("next");
    host.told().next("game:round_leaderboard");
    host.click("next");
    List<Ranks.Entry> ranks = Ranks.of(Map.of(name(0), 400, name(1), 100, name(2), 0));
    Stream.concat(Stream.of(host), phones.stream())
        .map(NodeClient::told)
        .forEach(
            told -> {
              assertThat(Ranks.in(told.next("game:final_leaderboard"), "rankings"))
                  .isEqualTo(ranks);
              told.next("session:ended");
            });
  }

  /** After a wine's last question its leaderboard comes first. */
  private Message next() {
    host.click("next");
    Message told = host.told().next(m -> m.is("game:question") || m.is("game:round_leaderboard"));
    if (told.is("game:question")) {
      return told;
    }
    host.click("next");
    return host.told().next("game:question");
  }

  private String wrongIn(Message question) {
    return plan.questionOf(question).distractors().getFirst();
  }

  /** Nobody clicks on what is not there yet. */
  private void everybodySees(Message question) {
    String id = question.text("questionId");
    for (NodeClient phone : phones) {
      phone.told().next("game:question", it -> it.text("questionId").equals(id));
    }
  }

  private void answer(int phone, String text) {
    phones.get(phone).click("answer " + text);
    phones.get(phone).told().next("game:answer_accepted");
  }

  private void everybodyReturns(Message question) {
    returns(host, "host:state_snapshot", question);
    for (int i = 0; i < phones.size(); i++) {
      Message snapshot = returns(phones.get(i), "participant:state_snapshot", question);
      assertThat(snapshot.text("pseudonym")).isEqualTo(name(i));
    }
  }

  private static Message returns(NodeClient client, String snapshot, Message question) {
    Told told = client.told();
    told.next("closed");
    told.next("opened", _ -> true, RECONNECTING);
    Message returned = told.next(snapshot);
    assertThat(returned.text("phase")).isEqualTo("question_open");
    assertThat(returned.object("question").number("deadline"))
        .isEqualTo(question.number("deadline"));
    return returned;
  }

  private void scores(int... scores) {
    Message results = host.told().next("game:answer_revealed");
    assertThat(results.objects("results")).hasSize(scores.length);
    for (int i = 0; i < scores.length; i++) {
      assertThat(phones.get(i).told().next("game:answer_revealed").number("myTotalScore"))
          .isEqualTo(scores[i]);
    }
  }

  private String name(int phone) {
    return phones.get(phone).told().last("participant:joined").orElseThrow().text("pseudonym");
  }
}
