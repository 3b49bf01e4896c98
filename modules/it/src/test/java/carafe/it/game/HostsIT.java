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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host's sessions, one after the other and side by side, the live list of them, and its key. */
class HostsIT {
  @RegisterExtension static final OneServer SERVER = new OneServer();

  private final Address server = SERVER.address();
  private final Plan plan = Plan.small(60);

  @Test
  void theListFollowsEverySession() {
    Host host = Host.on(Web.freeCode(server));
    Socket list = Socket.open("list", server.host(host.id()));
    assertThat(list.next("sessions:list").objects("sessions")).isEmpty();

    host.create(server, plan);
    Message created = only(next(list, "waiting", 0));
    assertThat(created.text("code")).isEqualTo(host.code());
    assertThat(created.text("title")).isEqualTo(plan.title());
    assertThat(created.text("createdAt"))
        .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
    assertThat(created.has("finalRankings")).isFalse();

    Phone phone = new Phone("guest", host.code()).join(server);
    next(list, "waiting", 1);
    Message question = host.start();
    next(list, "active", 1);
    phone.answer(question, plan.rightOption(question));
    host.reveal();
    host.says("host:end");
    Message ended = next(list, "ended", 1);
    assertThat(Ranks.in(only(ended), "finalRankings"))
        .isEqualTo(Ranks.of(Map.of(phone.pseudonym(), 100)));
    assertThat(Web.get(server.http("/parties/host/" + host.id())).json()).isEqualTo(ended);
  }

  @Test
  void twoSessionsFollowEachOtherOnOneCode() {
    Host host = Host.on(Web.freeCode(server)).create(server, plan);
    Phone phone = new Phone("guest", host.code()).join(server);
    Message question = host.start();
    phone.answer(question, plan.rightOption(question));
    host.reveal();
    host.says("host:end");
    phone.told().next("session:ended");
    String firstName = phone.pseudonym();
    String firstToken = phone.token();

    Socket stranger = Socket.open("stranger", server.session(host.code(), "stranger"));
    stranger.send(Say.createSession("SOMEBODY-" + UUID.randomUUID(), plan));
    assertThat(stranger.next("error").text("code")).isEqualTo("SESSION_EXISTS");

    Plan second = Plan.twoByTwo(60);
    host.socket().send(Say.createSession(host.id(), second));
    host.told().next("session:created");
    Message welcome =
        phone.told().next("server:state_snapshot", m -> m.text("phase").equals("waiting"));
    assertThat(welcome.flag("exists")).isTrue();

    phone.connect(server).socket().send(Say.rejoinSession(firstToken));
    assertThat(phone.told().next("error").text("code")).isEqualTo("INVALID_TOKEN");
    phone.sendJoin();
    phone.told().next("participant:joined");
    host.start();
    host.says("host:end");
    Message board = host.told().next("game:final_leaderboard");
    assertThat(Ranks.in(board, "rankings")).isEqualTo(Ranks.of(Map.of(phone.pseudonym(), 0)));

    Message both =
        Socket.open("list", server.host(host.id()))
            .told()
            .next(
                "sessions:list",
                m ->
                    m.objects("sessions").size() == 2
                        && m.objects("sessions").stream()
                            .allMatch(s -> s.text("status").equals("ended")));
    assertThat(both.objects("sessions").stream().map(s -> s.text("title")))
        .as("newest first")
        .containsExactly(second.title(), plan.title());
    assertThat(Ranks.in(both.objects("sessions").getLast(), "finalRankings"))
        .isEqualTo(Ranks.of(Map.of(firstName, 100)));
  }

  @Test
  void creatingAgainChangesNothing() {
    Host host = Host.on(Web.freeCode(server)).create(server, plan);
    new Phone("guest", host.code()).join(server);
    host.socket().send(Say.createSession(host.id(), Plan.twoByTwo(15)));
    host.told().next("session:created");
    Socket other = Socket.open("other device", server.session(host.code(), "other"));
    other.send(Say.createSession(host.id(), Plan.twoByTwo(15)));
    other.next("session:created");
    other.send(Say.command("host:start"));
    assertThat(other.next("game:question").number("timerMs")).isEqualTo(60_000);
    assertThat(host.told().next("game:question").number("totalRounds")).isEqualTo(1);
  }

  @Test
  void aHostWithoutAnIdIsGivenOne() {
    String code = Web.freeCode(server);
    Socket socket = Socket.open("nameless", server.session(code, "nameless"));
    socket.send(Say.createSession("", plan));
    String id = socket.next("session:created").text("hostId");
    assertThat(id).matches("[A-Z]+-[A-Z]+-[A-Za-z0-9_-]{8}");
    Socket again = Socket.open("nameless again", server.session(code, "again"));
    again.send(Say.rejoinHost(id));
    again.next("host:state_snapshot");
  }

  @Test
  void aKeyShutsTheHostIdToEverybodyElse() {
    String key = "only-I-know-this-" + UUID.randomUUID();
    Host host = Host.on(Web.freeCode(server)).connect(server);
    host.socket().send(Say.createSession(host.id(), key, plan));
    host.told().next("session:created");

    Socket keyless = Socket.open("keyless", server.session(host.code(), "keyless"));
    keyless.send(Say.rejoinHost(host.id()));
    assertThat(keyless.next("error").text("code")).isEqualTo("HOST_KEY_REQUIRED");
    keyless.send(Say.rejoinHost(host.id(), "a-wrong-key-of-somebody"));
    assertThat(keyless.next("error").text("code")).isEqualTo("INVALID_HOST_ID");
    keyless.send(Say.command("host:end"));
    assertThat(keyless.next("error").text("code")).isEqualTo("NOT_HOST");
    Socket elsewhere = Socket.open("elsewhere", server.session(Web.freeCode(server), "elsewhere"));
    elsewhere.send(Say.createSession(host.id(), plan));
    assertThat(elsewhere.next("error").text("code")).isEqualTo("HOST_KEY_REQUIRED");

    keyless.send(Say.rejoinHost(host.id(), key));
    assertThat(keyless.next("host:state_snapshot").text("hostId")).isEqualTo(host.id());
    Host second = new Host(host.id(), Web.freeCode(server)).connect(server);
    second.socket().send(Say.createSession(host.id(), key, plan));
    second.told().next("session:created");

    String path = "/parties/host/" + host.id();
    assertThat(Web.get(server.http(path)).status()).isEqualTo(401);
    Instant asked = Instant.now();
    Web.Answer wrong =
        Web.get(server.http(path), "Authorization", "Bearer a-wrong-key-of-somebody");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.json().text("code")).isEqualTo("INVALID_HOST_ID");
    assertThat(asked).isBefore(Instant.now().minusMillis(990));
    Message listed = Web.get(server.http(path), "Authorization", "Bearer " + key).json();
    assertThat(codes(listed)).containsExactlyInAnyOrder(host.code(), second.code());
    assertThat(Web.get(server.http(path + "?hostKey=" + key)).json()).isEqualTo(listed);
    Socket list = Socket.open("list", server.webSocket(path + "?hostKey=" + key));
    assertThat(codes(list.next("sessions:list")))
        .containsExactlyInAnyOrder(host.code(), second.code());
    Socket closedList = Socket.open("keyless list", server.host(host.id()));
    assertThat(closedList.next("error").text("code")).isEqualTo("HOST_KEY_REQUIRED");
    assertThat(closedList.told().all("sessions:list")).isEmpty();
  }

  private static Stream<String> codes(Message list) {
    return list.objects("sessions").stream().map(session -> session.text("code"));
  }

  /** The next list that shows its one session like this. */
  private static Message next(Socket list, String status, int participants) {
    return list.told()
        .next(
            "sessions:list",
            m -> {
              List<Message> sessions = m.objects("sessions");
              return sessions.size() == 1
                  && sessions.getFirst().text("status").equals(status)
                  && sessions.getFirst().number("participantCount") == participants;
            });
  }

  private static Message only(Message list) {
    assertThat(list.objects("sessions")).hasSize(1);
    return list.objects("sessions").getFirst();
  }
}
