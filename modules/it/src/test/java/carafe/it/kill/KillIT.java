package carafe.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Ranks;
import carafe.it.client.Receipts;
import carafe.it.client.Socket;
import carafe.it.client.Told;
import carafe.it.client.Web;
import carafe.it.server.OwnServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * kill -9 at the worst moments, then a new start on the same data: whatever was acknowledged is
 * there, every clock goes on where it was, and what came due meanwhile happens by itself.
 */
class KillIT {
  /** Long enough for everybody to come back after a restart, short enough to wait for. */
  private static final Duration HOST_GRACE = Duration.ofSeconds(25);

  @RegisterExtension
  static final OwnServer SERVER =
      new OwnServer(Map.of("CARAFE_SESSION_HOST_GRACE", HOST_GRACE.toSeconds() + "s"));

  private final Plan plan = Plan.twoByTwo(120);

  /** A host and three phones. */
  private record Table(Plan plan, Host host, List<Phone> phones) {
    static Table laid(Plan plan) {
      String code = Web.freeCode(SERVER.address());
      Host host = Host.on(code).create(SERVER.address(), plan);
      List<Phone> phones =
          IntStream.range(0, 3)
              .mapToObj(i -> new Phone("phone " + i + " at " + code, code).join(SERVER.address()))
              .toList();
      return new Table(plan, host, phones);
    }

    /** The first phone is right, the second one wrong, the third one silent. */
    Message firstQuestion() {
      Message question = host.start();
      phones.get(0).answer(question, plan.rightOption(question));
      phones.get(1).answer(question, plan.wrongOption(question, 1));
      return question;
    }

    List<Message> returned() {
      return phones.stream().map(phone -> Receipts.redeem(phone, SERVER.address())).toList();
    }

    List<Ranks.Entry> ranks(int... scores) {
      Map<String, Integer> byName = new HashMap<>();
      for (int i = 0; i < scores.length; i++) {
        byName.put(phones.get(i).pseudonym(), scores[i]);
      }
      return Ranks.of(byName);
    }

    /** All that is left is played by the second phone alone. */
    void playOnFrom(Message question, int... scores) {
      Phone phone = phones.get(1);
      phone.answer(question, plan.rightOption(question));
      host.reveal();
      Message board = Table.afterNext(host, plan, phone);
      assertThat(Ranks.in(board, "rankings")).isEqualTo(ranks(scores));
    }

    /** Plays the three questions after the first; returns the last leaderboard. */
    static Message afterNext(Host host, Plan plan, Phone phone) {
      for (int i = 0; i < 3; i++) {
        host.says("host:next");
        if (i == 1) {
          host.told().next("game:round_leaderboard");
          host.says("host:next");
        }
        Message question = host.told().next("game:question");
        phone.answer(question, plan.rightOption(question));
        host.reveal();
      }
      host.says("host:next");
      host.told().next("game:round_leaderboard");
      host.says("host:next");
      return host.told().next("game:final_leaderboard");
    }
  }

  @Test
  void everyPhaseIsAsItWas() {
    Table lobby = Table.laid(plan);
    Phone twice = lobby.phones().getFirst();
    twice.sendJoin();
    twice.told().next("participant:joined");
    assertThat(twice.tokens()).hasSize(2);
    Table open = Table.laid(plan);
    Message question = open.firstQuestion();
    Table paused = Table.laid(plan);
    Message frozen = paused.firstQuestion();
    paused.host().says("host:pause");
    long rest = paused.host().told().next("game:timer_paused").number("remainingMs");
    Table revealed = Table.laid(plan);
    Message old = revealed.firstQuestion();
    revealed.host().reveal();

    SERVER.kill();
    SERVER.start();

    assertThat(lobby.returned()).allMatch(s -> s.text("phase").equals("waiting"));
    Message waiting = lobby.host().rejoin(SERVER.address());
    assertThat(waiting.texts("participants"))
        .isEqualTo(lobby.phones().stream().map(Phone::pseudonym).toList());
    lobby.playOnFrom(lobby.host().start(), 0, 400, 0);

    for (Message snapshot : open.returned()) {
      assertThat(snapshot.text("phase")).isEqualTo("question_open");
      assertThat(snapshot.number("deadline")).isEqualTo(question.number("deadline"));
      assertThat(snapshot.object("question").objects("options"))
          .isEqualTo(question.objects("options"));
    }
    Message leading = open.host().rejoin(SERVER.address());
    assertThat(leading.number("deadline")).isEqualTo(question.number("deadline"));
    assertThat(leading.number("answeredCount")).isEqualTo(2);
    open.playOnFrom(question, 100, 400, 0);

    for (Message snapshot : paused.returned()) {
      assertThat(snapshot.text("phase")).isEqualTo("question_paused");
      assertThat(snapshot.number("remainingMs")).isEqualTo(rest);
    }
    assertThat(paused.host().rejoin(SERVER.address()).number("remainingMs")).isEqualTo(rest);
    paused.host().says("host:resume");
    assertThat(paused.host().told().next("game:timer_resumed").number("remainingMs"))
        .isEqualTo(rest);
    paused.playOnFrom(frozen, 100, 400, 0);

    List<Message> after = revealed.returned();
    assertThat(after).allMatch(s -> s.text("phase").equals("question_revealed"));
    assertThat(after).allMatch(s -> s.text("correctOptionId").equals(plan.rightOption(old)));
    assertThat(after.stream().map(s -> s.number("score"))).containsExactly(100L, 0L, 0L);
    revealed.host().rejoin(SERVER.address());
    Message board = Table.afterNext(revealed.host(), plan, revealed.phones().get(1));
    assertThat(Ranks.in(board, "rankings")).isEqualTo(revealed.ranks(100, 300, 0));
  }

  @Test
  void aBurstOfJoinsLosesNobody() {
    int guests = 200;
    Host host = Host.on(Web.freeCode(SERVER.address())).create(SERVER.address(), plan);
    List<Phone> phones =
        IntStream.range(0, guests)
            .mapToObj(i -> new Phone("guest " + i, host.code()).connect(SERVER.address()))
            .toList();
    phones.forEach(Phone::sendJoin);
    phones.get(guests / 4).told().next("participant:joined");
    SERVER.kill();
    SERVER.start();

    List<Phone> seated = phones.stream().filter(Phone::isSeated).toList();
    assertThat(seated).isNotEmpty();
    Receipts.Count count = Receipts.redeem(phones, SERVER.address());
    assertThat(count.seats()).isEqualTo(seated.size());
    assertThat(participants(host)).isBetween((long) seated.size(), (long) guests);

    // who heard nothing asks again, and gets the seat that was stored for it, if one was
    phones.stream().filter(phone -> !phone.isSeated()).forEach(p -> p.join(SERVER.address()));
    assertThat(participants(host)).isEqualTo(guests);
    assertThat(phones.stream().map(Phone::pseudonym).distinct()).hasSize(guests);
  }

  private static long participants(Host host) {
    return Web.get(SERVER.address().http("/parties/main/" + host.code()))
        .json()
        .number("participantCount");
  }

  @Test
  void aBurstOfAnswersLosesNone() {
    int guests = 100;
    Host host = Host.on(Web.freeCode(SERVER.address())).create(SERVER.address(), plan);
    List<Phone> phones =
        IntStream.range(0, guests)
            .mapToObj(i -> new Phone("guest " + i, host.code()).join(SERVER.address()))
            .toList();
    Message question = host.start();
    for (int which = 0; which < 3; which++) {
      for (Phone phone : phones) {
        phone.submit(question, plan.wrongOption(question, which));
      }
    }
    phones.forEach(phone -> phone.submit(question, plan.rightOption(question)));
    phones.get(guests / 4).told().next("game:answer_accepted");
    SERVER.kill();
    SERVER.start();

    String id = question.text("questionId");
    long promised = phones.stream().filter(phone -> phone.accepted(id).isPresent()).count();
    assertThat(promised).isPositive();
    Receipts.Count count = Receipts.redeem(phones, SERVER.address());
    assertThat(count.seats()).isEqualTo(guests);
    assertThat(count.answers()).isEqualTo((int) promised);
    Message snapshot = host.rejoin(SERVER.address());
    assertThat(snapshot.number("answeredCount")).isBetween(promised, (long) guests);
    assertThat(snapshot.number("deadline")).isEqualTo(question.number("deadline"));

    for (int i = 0; i < guests; i++) {
      phones.get(i).answer(question, answer(question, i));
    }
    Message results = host.reveal();
    Map<String, Long> points = new HashMap<>();
    results
        .objects("results")
        .forEach(line -> points.put(line.text("pseudonym"), line.number("points")));
    assertThat(points).hasSize(guests);
    for (int i = 0; i < guests; i++) {
      assertThat(points).containsEntry(phones.get(i).pseudonym(), i % 2 == 0 ? 100L : 0L);
    }
  }

  private String answer(Message question, int guest) {
    return guest % 2 == 0 ? plan.rightOption(question) : plan.wrongOption(question, 0);
  }

  @Test
  void theHostsListIsRightAfterARestart() {
    Table ended = Table.laid(plan);
    ended.firstQuestion();
    ended.host().reveal();
    Table running = Table.laid(plan);
    running.host().start();
    Table created = Table.laid(plan);
    ended.host().says("host:end");
    ended.phones().getFirst().told().next("session:ended");
    SERVER.kill();
    SERVER.start();

    Message session = list(ended.host(), s -> s.text("status").equals("ended"));
    assertThat(session.number("participantCount")).isEqualTo(3);
    assertThat(Ranks.in(session, "finalRankings")).isEqualTo(ended.ranks(100, 0, 0));
    list(running.host(), s -> s.text("status").equals("active") && counted(s) == 3);
    list(created.host(), s -> s.text("status").equals("waiting") && counted(s) == 3);
    running.host().rejoin(SERVER.address());
    running.host().says("host:end");
    list(running.host(), s -> s.text("status").equals("ended"));
  }

  private static long counted(Message session) {
    return session.number("participantCount");
  }

  /** Waits until the list of this host shows its session like this. */
  private static Message list(Host host, Predicate<Message> like) {
    return list(host, like, Told.HANG);
  }

  private static Message list(Host host, Predicate<Message> like, Duration hang) {
    Socket list = Socket.open("list of " + host.id(), SERVER.address().host(host.id()));
    return list.told()
        .next(
            "sessions:list",
            m -> m.objects("sessions").size() == 1 && like.test(m.objects("sessions").getFirst()),
            hang)
        .objects("sessions")
        .getFirst();
  }

  @Test
  void whatComesDueHappensByItself() {
    Table down = Table.laid(Plan.small(15));
    Message passing = down.firstQuestion();
    Table abandoned = Table.laid(Plan.small(30));
    Message open = abandoned.firstQuestion();
    SERVER.kill();
    awaitDeadline(passing);
    SERVER.start();

    // a deadline that passed while there was no server: it reveals once all who come back were
    // heard
    down.returned();
    down.phones().forEach(phone -> phone.told().next("game:answer_revealed"));
    List<Message> snapshots = down.returned();
    assertThat(snapshots).allMatch(s -> s.text("phase").equals("question_revealed"));
    assertThat(snapshots.stream().map(s -> s.number("score"))).containsExactly(100L, 0L, 0L);
    down.host().rejoin(SERVER.address());
    down.host().says("host:end");

    // a deadline, and then the host's grace, that pass while there is nobody
    Message session =
        list(
            abandoned.host(),
            s -> s.text("status").equals("ended"),
            HOST_GRACE.plus(Told.HANG).plusSeconds(20));
    assertThat(Instant.now().toEpochMilli()).isGreaterThan(open.number("deadline"));
    assertThat(Ranks.in(session, "finalRankings"))
        .as("the deadline revealed before the grace ended the game")
        .isEqualTo(abandoned.ranks(100, 0, 0));
    assertThat(abandoned.returned()).allMatch(s -> s.text("phase").equals("ended"));
  }

  private static void awaitDeadline(Message question) {
    Duration left =
        Duration.between(Instant.now(), Instant.ofEpochMilli(question.number("deadline")));
    try {
      // the one fact that only time brings about
      Thread.sleep(left.plusMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void aServerThatIsStoppedSaysGoodbyeAndGoesOnLater() {
    Table table = Table.laid(plan);
    Message question = table.firstQuestion();
    SERVER.stop();
    Stream.concat(Stream.of(table.host().told()), table.phones().stream().map(Phone::told))
        .forEach(told -> assertThat(told.awaitEnding().code()).isEqualTo(1012));
    SERVER.start();

    for (Message snapshot : table.returned()) {
      assertThat(snapshot.text("phase")).isEqualTo("question_open");
      assertThat(snapshot.number("deadline")).isEqualTo(question.number("deadline"));
    }
    table.host().rejoin(SERVER.address());
    table.playOnFrom(question, 100, 400, 0);
  }
}
