package carafe.it.game;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Say;
import carafe.it.client.Socket;
import carafe.it.client.Web;
import carafe.it.server.OneServer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Before the first question: who comes, who goes, who is too late, and what the host changes. */
class LobbyIT {
  @RegisterExtension static final OneServer SERVER = new OneServer();

  private final Address server = SERVER.address();
  private final Plan plan = Plan.small(60);
  private final String code = Web.freeCode(server);
  private final Host host = Host.on(code).create(server, plan);

  @Test
  void whoSaysGoodbyeLeavesTheListAndKeepsTheSeat() {
    Phone stays = new Phone("stays", code).join(server);
    Phone goes = new Phone("goes", code).join(server);
    stays.told().next("lobby:updated", m -> m.number("count") == 2);

    goes.socket().close(1000);
    Message without = stays.told().next("lobby:updated", m -> m.number("count") == 1);
    assertThat(without.texts("participants")).containsExactly(stays.pseudonym());

    String name = goes.pseudonym();
    Message snapshot = goes.rejoin(server);
    assertThat(snapshot.text("pseudonym")).isEqualTo(name);
    Message with = stays.told().next("lobby:updated", m -> m.number("count") == 2);
    assertThat(with.texts("participants")).containsExactly(stays.pseudonym(), name);
  }

  @Test
  void joiningTwiceFromOneConnectionIdGivesTheSameSeatAndAFreshToken() {
    Phone phone = new Phone("twice", code).join(server);
    String name = phone.pseudonym();
    for (int again = 0; again < 4; again++) {
      phone.sendJoin();
      assertThat(phone.told().next("participant:joined").text("pseudonym")).isEqualTo(name);
    }
    List<String> tokens = List.copyOf(phone.tokens());
    assertThat(tokens).as("each answer has its own").hasSize(5);

    for (String valid : tokens.subList(1, 5)) {
      Socket socket =
          Socket.open("another", server.session(code, "other-" + tokens.indexOf(valid)));
      socket.send(Say.rejoinSession(valid));
      assertThat(socket.next("participant:state_snapshot").text("pseudonym")).isEqualTo(name);
      socket.close(1000);
    }
    Socket outdated = Socket.open("outdated", server.session(code, "outdated"));
    outdated.send(Say.rejoinSession(tokens.getFirst()));
    assertThat(outdated.next("error").text("code")).isEqualTo("INVALID_TOKEN");
    assertThat(Web.get(server.http("/parties/main/" + code)).json().number("participantCount"))
        .isEqualTo(1);
  }

  @Test
  void nobodyJoinsAfterTheStart() {
    new Phone("early", code).join(server);
    host.start();
    Phone late = new Phone("late", code).connect(server);
    assertThat(late.told().next("server:state_snapshot").text("phase")).isEqualTo("question_open");
    late.sendJoin();
    assertThat(late.told().next("error").text("code")).isEqualTo("GAME_STARTED");

    host.says("host:end");
    host.told().next("session:ended");
    late.sendJoin();
    assertThat(late.told().next("error").text("code")).isEqualTo("SESSION_ENDED");
  }

  @Test
  void theHostChangesThePlan() {
    Phone phone = new Phone("guest", code).join(server);
    Plan other = Plan.twoByTwo(30);
    host.socket().send(Say.updateSession(other));
    Message updated = host.told().next("host:session_updated");
    assertThat(updated.text("sessionTitle")).isEqualTo(other.title());
    assertThat(updated.number("timerSeconds")).isEqualTo(30);
    assertThat(updated.objects("wines").stream().map(wine -> wine.text("name")))
        .containsExactly("Barolo", "Riesling");

    Message question = host.start();
    assertThat(question.number("totalRounds")).isEqualTo(2);
    assertThat(question.number("timerMs")).isEqualTo(30_000);
    assertThat(phone.told().next("game:question")).isEqualTo(question);
    host.socket().send(Say.updateSession(plan));
    assertThat(host.told().next("error").text("code")).isEqualTo("WRONG_PHASE");
  }

  @Test
  void whenAllSeatsAreTakenTheAbsentGiveUpTheirs() {
    List<Phone> phones =
        IntStream.range(0, OneServer.SEATS)
            .mapToObj(i -> new Phone("guest " + i, code).join(server))
            .toList();
    host.told().next("lobby:updated", m -> m.number("count") == OneServer.SEATS);
    Phone more = new Phone("one more", code).connect(server);
    more.sendJoin();
    assertThat(more.told().next("error").text("code")).isEqualTo("SESSION_FULL");

    Phone gone = phones.getFirst();
    gone.socket().close(1000);
    host.told().next("lobby:updated", m -> m.number("count") == OneServer.SEATS - 1);
    more.sendJoin();
    more.told().next("participant:joined");
    Message full = host.told().next("lobby:updated", m -> m.number("count") == OneServer.SEATS);
    assertThat(full.texts("participants"))
        .containsExactlyElementsOf(
            Stream.concat(phones.stream().skip(1), Stream.of(more)).map(Phone::pseudonym).toList());

    gone.connect(server).socket().send(Say.rejoinSession(gone.token()));
    assertThat(gone.told().next("error").text("code")).isEqualTo("INVALID_TOKEN");
  }

  @Test
  void fourConnectionsOfOneParticipantGetEverythingAndAFifthIsRefused() {
    Phone first = new Phone("first", code).join(server);
    List<Socket> others =
        IntStream.range(0, 3)
            .mapToObj(i -> Socket.open("tab " + i, server.session(code, "tab-" + i)))
            .toList();
    for (Socket tab : others) {
      tab.send(Say.rejoinSession(first.token()));
      tab.next("participant:state_snapshot");
    }
    Socket fifth = Socket.open("fifth", server.session(code, "fifth"));
    fifth.send(Say.rejoinSession(first.token()));
    assertThat(fifth.next("error").text("code")).isEqualTo("TOO_MANY_CONNECTIONS");

    // the same client over a new socket takes the place of its own old one
    Socket again = Socket.open("tab 1 again", server.session(code, "tab-1"));
    again.send(Say.rejoinSession(first.token()));
    again.next("participant:state_snapshot");
    assertThat(others.get(1).told().awaitEnding().code()).isEqualTo(1000);

    Message question = host.start();
    first.answer(question, plan.rightOption(question));
    for (Socket tab : List.of(others.get(0), others.get(2), again)) {
      assertThat(tab.next("game:answer_accepted").text("optionId"))
          .isEqualTo(plan.rightOption(question));
    }
    host.reveal();
    for (Socket tab : List.of(others.get(0), others.get(2), again)) {
      assertThat(tab.next("game:answer_revealed").number("myTotalScore")).isEqualTo(100);
    }
  }
}
