package carafe.it.game;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Ranks;
import carafe.it.client.Say;
import carafe.it.client.Socket;
import carafe.it.client.Web;
import carafe.it.server.OneServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * In every phase the host and a phone lose their connections and come back: the snapshot tells all
 * there is to show, and the message of the phase follows for clients that know only the reference.
 */
class RejoinIT {
  @RegisterExtension static final OneServer SERVER = new OneServer();

  private final Address server = SERVER.address();
  private final Plan plan = Plan.small(60);
  private final String code = Web.freeCode(server);
  private final Host host = Host.on(code);
  private final Phone right = new Phone("right", code);
  private final Phone wrong = new Phone("wrong", code);

  @Test
  void whoeverComesBackSeesTheRightScreenInEveryPhase() {
    host.create(server, plan);
    right.join(server);
    wrong.join(server);
    waiting();

    Message question = host.start();
    right.answer(question, plan.rightOption(question));
    wrong.answer(question, plan.wrongOption(question, 0));
    open(question);

    host.says("host:pause");
    paused(question, host.told().next("game:timer_paused").number("remainingMs"));

    host.reveal();
    revealed(question);

    host.says("host:next");
    host.told().next("game:round_leaderboard");
    leaderboard();

    host.says("host:next");
    host.told().next("session:ended");
    ended();
  }

  private void waiting() {
    Message phone = phoneReturns("waiting");
    assertThat(phone.fields()).containsExactly("phase", "pseudonym", "question", "score", "type");
    assertThat(phone.isNull("question")).isTrue();
    assertThat(phone.number("score")).isZero();

    Message snapshot = hostReturns("waiting");
    assertThat(snapshot.fields())
        .containsExactly(
            "code",
            "connectedCount",
            "currentQuestion",
            "currentRound",
            "hostId",
            "participants",
            "phase",
            "question",
            "rankings",
            "timerSeconds",
            "title",
            "totalRounds",
            "type",
            "wines");
    assertThat(snapshot.isNull("question")).isTrue();
    assertThat(snapshot.text("title")).isEqualTo(plan.title());
    assertThat(snapshot.number("timerSeconds")).isEqualTo(plan.timerSeconds());
    Message wine = snapshot.objects("wines").getFirst();
    Plan.Question planned = plan.wines().getFirst().questions().getFirst();
    assertThat(wine.objects("questions").getFirst().text("correctAnswer"))
        .isEqualTo(planned.correctAnswer());
    assertThat(wine.objects("questions").getFirst().texts("distractors"))
        .isEqualTo(planned.distractors());
    host.told().next("sessions:list");
  }

  private void open(Message question) {
    Message phone = phoneReturns("question_open");
    assertThat(withoutType(phone.object("question"))).isEqualTo(withoutType(question));
    assertThat(phone.text("selectedOptionId")).isEqualTo(plan.wrongOption(question, 0));
    assertThat(phone.number("deadline")).isEqualTo(question.number("deadline"));
    assertThat(phone.number("remainingMs")).isBetween(1L, question.number("timerMs"));
    assertThat(phone.has("correctOptionId")).isFalse();

    Message snapshot = hostReturns("question_open");
    assertThat(withoutType(snapshot.object("question"))).isEqualTo(withoutType(question));
    assertThat(snapshot.number("deadline")).isEqualTo(question.number("deadline"));
    assertThat(snapshot.number("answeredCount")).isEqualTo(2);
    assertThat(snapshot.number("totalCount")).isEqualTo(2);
    assertThat(snapshot.number("connectedCount")).isEqualTo(2);
    assertThat(snapshot.has("correctOptionId")).isFalse();
    host.told().next("sessions:list");

    Socket screen = screen();
    assertThat(screen.next("game:question")).isEqualTo(question);
  }

  private void paused(Message question, long rest) {
    Message phone = phoneReturns("question_paused");
    assertThat(phone.object("question").text("questionId")).isEqualTo(question.text("questionId"));
    assertThat(phone.text("selectedOptionId")).isEqualTo(plan.wrongOption(question, 0));
    assertThat(phone.number("remainingMs")).isEqualTo(rest);
    assertThat(phone.has("deadline")).isFalse();
    assertThat(wrong.told().next("game:timer_paused").number("remainingMs")).isEqualTo(rest);

    Message snapshot = hostReturns("question_paused");
    assertThat(snapshot.number("remainingMs")).isEqualTo(rest);
    assertThat(host.told().next("game:timer_paused").number("remainingMs")).isEqualTo(rest);
    host.told().next("sessions:list");

    Socket screen = screen();
    assertThat(screen.next("game:question").text("questionId"))
        .isEqualTo(question.text("questionId"));
    assertThat(screen.next("game:timer_paused").number("remainingMs")).isEqualTo(rest);
  }

  private void revealed(Message question) {
    String answer = plan.rightOption(question);
    Message phone = phoneReturns("question_revealed");
    assertThat(phone.object("question").text("questionId")).isEqualTo(question.text("questionId"));
    assertThat(phone.text("correctOptionId")).isEqualTo(answer);
    assertThat(phone.number("myPoints")).isZero();
    assertThat(phone.number("score")).isZero();
    Message again = wrong.told().next("game:answer_revealed");
    assertThat(again.text("correctOptionId")).isEqualTo(answer);
    assertThat(again.number("myPoints")).isZero();
    assertThat(again.number("myTotalScore")).isZero();

    Message winner = right.rejoin(server);
    assertThat(winner.number("myPoints")).isEqualTo(100);
    assertThat(winner.number("score")).isEqualTo(100);
    assertThat(right.told().next("game:answer_revealed").number("myTotalScore")).isEqualTo(100);

    Message snapshot = hostReturns("question_revealed");
    assertThat(snapshot.text("correctOptionId")).isEqualTo(answer);
    assertThat(snapshot.objects("results")).hasSize(2);
    Message results = host.told().next("game:answer_revealed");
    assertThat(results.objects("results")).isEqualTo(snapshot.objects("results"));
    host.told().next("sessions:list");

    Socket screen = screen();
    screen.next("game:question");
    assertThat(screen.next("game:answer_revealed").text("correctOptionId")).isEqualTo(answer);
  }

  private void leaderboard() {
    Message phone = phoneReturns("round_leaderboard");
    assertThat(phone.isNull("question")).isTrue();
    standings(phone);
    standings(wrong.told().next("game:round_leaderboard"));

    Message snapshot = hostReturns("round_leaderboard");
    assertThat(Ranks.in(snapshot, "rankings")).isEqualTo(ranks());
    assertThat(Ranks.in(host.told().next("game:round_leaderboard"), "rankings")).isEqualTo(ranks());
    host.told().next("sessions:list");

    assertThat(Ranks.in(screen().next("game:round_leaderboard"), "rankings")).isEqualTo(ranks());
  }

  private void ended() {
    Message phone = phoneReturns("ended");
    assertThat(phone.isNull("question")).isTrue();
    standings(phone);
    standings(wrong.told().next("game:final_leaderboard"));

    Message snapshot = hostReturns("ended");
    assertThat(Ranks.in(snapshot, "rankings")).isEqualTo(ranks());
    assertThat(Ranks.in(host.told().next("game:final_leaderboard"), "rankings")).isEqualTo(ranks());
    Message list = host.told().next("sessions:list");
    assertThat(list.objects("sessions").getFirst().text("status")).isEqualTo("ended");

    assertThat(Ranks.in(screen().next("game:final_leaderboard"), "rankings")).isEqualTo(ranks());
  }

  private void standings(Message message) {
    assertThat(Ranks.in(message, "rankings")).isEqualTo(ranks());
    assertThat(message.object("me").number("score")).isZero();
    assertThat(message.object("me").number("rank")).isEqualTo(2);
  }

  private List<Ranks.Entry> ranks() {
    return Ranks.of(Map.of(right.pseudonym(), 100, wrong.pseudonym(), 0));
  }

  /** The phone that is wrong vanishes and comes back. */
  private Message phoneReturns(String phase) {
    wrong.socket().drop();
    String name = wrong.pseudonym();
    Message snapshot = wrong.rejoin(server);
    assertThat(snapshot.text("phase")).isEqualTo(phase);
    assertThat(snapshot.text("pseudonym")).isEqualTo(name);
    Message welcome = wrong.told().all().getFirst();
    assertThat(welcome.type()).isEqualTo("server:state_snapshot");
    assertThat(welcome.text("phase")).isEqualTo(phase);
    return snapshot;
  }

  private Message hostReturns(String phase) {
    host.socket().drop();
    Message snapshot = host.rejoin(server);
    assertThat(snapshot.text("phase")).isEqualTo(phase);
    assertThat(snapshot.text("code")).isEqualTo(code);
    assertThat(snapshot.text("hostId")).isEqualTo(host.id());
    assertThat(snapshot.texts("participants"))
        .containsExactly(right.pseudonym(), wrong.pseudonym());
    return snapshot;
  }

  private Socket screen() {
    Socket screen = Socket.open("screen", server.session(code, "screen"));
    screen.send(Say.watchSession());
    return screen;
  }

  private static Map<String, Object> withoutType(Message question) {
    Map<String, Object> fields = new java.util.HashMap<>();
    question.json().properties().stream()
        .filter(field -> !field.getKey().equals("type"))
        .forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }
}
