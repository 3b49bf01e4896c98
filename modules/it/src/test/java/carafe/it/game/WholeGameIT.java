package carafe.it.game;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Ranks;
import carafe.it.client.Say;
import carafe.it.client.Socket;
import carafe.it.client.Told;
import carafe.it.client.Web;
import carafe.it.server.OneServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A whole tasting of two wines with two questions each: a host, twenty phones, a big screen, and
 * every message that the event reference knows, in order and with the right content.
 */
class WholeGameIT {
  private static final int PHONES = 20;
  private static final int TIMER_SECONDS = 15;

  @RegisterExtension static final OneServer SERVER = new OneServer();

  private final Address server = SERVER.address();
  private final Plan plan = Plan.twoByTwo(TIMER_SECONDS);
  private final String code = Web.freeCode(server);
  private final Host host = Host.on(code);
  private final Socket screen = Socket.open("screen", server.session(code, "big-screen"));
  private final List<Phone> phones = new ArrayList<>();

  /** Scores as this test counts them, by pseudonym. */
  private final Map<String, Integer> scores = new HashMap<>();

  @Test
  void everybodyPlaysFromTheFirstGlassToTheLast() {
    hostCreates();
    phonesJoin();
    Message first = firstQuestion();
    answersAreCounted(first);
    clockStandsAndGoesOn(first);
    hostReveals(first, 0);
    hostRevealsNext(1, 0, 1);
    roundEnds(0);
    hostRevealsNext(2, 1, 0);
    timeRunsOut(3);
    roundEnds(1);
    gameEnds();
    everythingCameInOrder();
  }

  private void hostCreates() {
    host.connect(server);
    Message welcome = host.told().next("server:state_snapshot");
    assertThat(welcome.fields()).containsExactly("code", "exists", "phase", "type");
    assertThat(welcome.text("phase")).isEqualTo("waiting");
    assertThat(welcome.text("code")).isEqualTo(code);
    assertThat(welcome.flag("exists")).isFalse();

    host.socket().send(Say.rejoinHost(host.id()));
    assertThat(host.told().next("error").text("code")).isEqualTo("INVALID_HOST_ID");

    host.socket().send(Say.createSession(host.id(), plan));
    Message created = host.told().next("session:created");
    assertThat(created.fields()).containsExactly("code", "hostId", "type");
    assertThat(created.text("code")).isEqualTo(code);
    assertThat(created.text("hostId")).isEqualTo(host.id());
    Message session = host.told().next("sessions:list").objects("sessions").getFirst();
    assertThat(session.fields())
        .containsExactly("code", "createdAt", "participantCount", "status", "title");
    assertThat(session.text("status")).isEqualTo("waiting");
    assertThat(session.text("title")).isEqualTo(plan.title());

    screen.send(Say.watchSession());
    assertThat(screen.next("lobby:updated").number("count")).isZero();
  }

  private void phonesJoin() {
    for (int i = 0; i < PHONES; i++) {
      Phone phone = new Phone("phone " + i, code).join(server);
      Message welcome = phone.told().all().getFirst();
      assertThat(welcome.type()).isEqualTo("server:state_snapshot");
      assertThat(welcome.flag("exists")).isTrue();
      Message joined = phone.told().last("participant:joined").orElseThrow();
      assertThat(joined.fields()).containsExactly("pseudonym", "rejoinToken", "type");
      assertThat(joined.text("rejoinToken")).matches("[A-Za-z0-9_-]{22,}");
      phones.add(phone);
      scores.put(phone.pseudonym(), 0);
    }
    assertThat(scores).as("names are unique").hasSize(PHONES);
    assertThat(phones.stream().map(Phone::token).collect(toSet())).hasSize(PHONES);
    List<String> names = phones.stream().map(Phone::pseudonym).toList();
    for (Told told : everybody()) {
      Message lobby = told.next("lobby:updated", m -> m.number("count") == PHONES);
      assertThat(lobby.texts("participants")).containsExactlyElementsOf(names);
    }
  }

  private Message firstQuestion() {
    Instant before = Instant.now();
    Message question = host.start();
    assertThat(host.told().all()).anyMatch(m -> m.is("game:started"));
    assertThat(question.fields())
        .containsExactly(
            "category",
            "deadline",
            "options",
            "prompt",
            "questionId",
            "questionIndex",
            "roundIndex",
            "timerMs",
            "totalQuestions",
            "totalRounds",
            "type");
    assertThat(question.text("prompt")).isEqualTo("What colour is in the glass?");
    assertThat(question.number("timerMs")).isEqualTo(TIMER_SECONDS * 1000L);
    assertThat(question.number("totalRounds")).isEqualTo(2);
    assertThat(question.number("deadline"))
        .isBetween(
            before.plusSeconds(TIMER_SECONDS).toEpochMilli(),
            Instant.now().plusSeconds(TIMER_SECONDS).toEpochMilli());
    sameForAll(question, 0, 0);

    Message tick = screen.next("game:timer_tick");
    assertThat(tick.number("deadline")).isEqualTo(question.number("deadline"));
    assertThat(tick.number("remainingMs")).isBetween(1L, TIMER_SECONDS * 1000L - 1);
    return question;
  }

  private void sameForAll(Message question, int round, int index) {
    assertThat(question.number("roundIndex")).isEqualTo(round);
    assertThat(question.number("questionIndex")).isEqualTo(index);
    assertThat(question.number("totalQuestions")).isEqualTo(2);
    Plan.Question asked = plan.questionOf(question);
    assertThat(question.text("category")).isEqualTo(asked.category());
    assertThat(question.objects("options").stream().map(o -> o.text("text")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of(asked.correctAnswer()), asked.distractors().stream()).toList());
    assertThat(question.objects("options"))
        .allSatisfy(option -> assertThat(option.fields()).containsExactly("id", "text"));
    assertThat(question.objects("options").stream().map(o -> o.text("id")).collect(toSet()))
        .hasSize(4);
    for (Told told : everybodyButHost()) {
      assertThat(told.next("game:question")).isEqualTo(question);
    }
  }

  /** Everybody answers; who will be right is wrong first. */
  private void answersAreCounted(Message question) {
    for (int i = 0; i < PHONES; i++) {
      Phone phone = phones.get(i);
      phone.answer(question, plan.wrongOption(question, i % 3));
      if (isRight(i, 0)) {
        phone.answer(question, plan.rightOption(question));
      }
    }
    Message all = host.told().next("game:participant_answered", m -> answered(m) == PHONES);
    assertThat(all.fields()).containsExactly("answeredCount", "totalCount", "type");
    assertThat(all.number("totalCount")).isEqualTo(PHONES);
    screen.told().next("game:participant_answered", m -> answered(m) == PHONES);
    assertThat(host.told().all("game:participant_answered").stream().map(WholeGameIT::answered))
        .isSorted();
  }

  private static long answered(Message message) {
    return message.number("answeredCount");
  }

  private void clockStandsAndGoesOn(Message question) {
    host.says("host:pause");
    Message paused = host.told().next("game:timer_paused");
    assertThat(paused.fields()).containsExactly("remainingMs", "type");
    long rest = paused.number("remainingMs");
    assertThat(rest).isBetween(1L, TIMER_SECONDS * 1000L);
    for (Told told : everybodyButHost()) {
      assertThat(told.next("game:timer_paused")).isEqualTo(paused);
    }

    Phone hasty = phones.getFirst();
    hasty.submit(question, plan.wrongOption(question, 2));
    assertThat(hasty.told().next("error").text("code")).isEqualTo("QUESTION_PAUSED");
    for (int ticks = 0; ticks < 2; ticks++) {
      assertThat(screen.next("game:timer_tick").number("remainingMs")).isEqualTo(rest);
    }

    Instant before = Instant.now();
    host.says("host:resume");
    Message resumed = host.told().next("game:timer_resumed");
    assertThat(resumed.fields()).containsExactly("deadline", "remainingMs", "type");
    assertThat(resumed.number("remainingMs")).isEqualTo(rest);
    assertThat(resumed.number("deadline"))
        .isBetween(
            before.plusMillis(rest).toEpochMilli(), Instant.now().plusMillis(rest).toEpochMilli());
    for (Told told : everybodyButHost()) {
      assertThat(told.next("game:timer_resumed")).isEqualTo(resumed);
    }
    Message tick = screen.next("game:timer_tick");
    assertThat(tick.number("deadline")).isEqualTo(resumed.number("deadline"));
    assertThat(tick.number("remainingMs")).isLessThan(rest);
  }

  private void hostReveals(Message question, int number) {
    host.says("host:reveal");
    revealed(question, number);
    Phone late = phones.get(1);
    late.submit(question, plan.rightOption(question));
    assertThat(late.told().next("error").text("code")).isEqualTo("WRONG_PHASE");
  }

  /** Everybody hears what was right, and what it brought them. */
  private void revealed(Message question, int number) {
    String right = plan.rightOption(question);
    Message results = host.told().next("game:answer_revealed");
    assertThat(results.fields()).containsExactly("correctOptionId", "results", "type");
    assertThat(results.text("correctOptionId")).isEqualTo(right);
    Map<String, Message> lines = new HashMap<>();
    for (Message line : results.objects("results")) {
      assertThat(line.fields()).containsExactly("points", "pseudonym", "totalScore");
      lines.put(line.text("pseudonym"), line);
    }
    assertThat(lines).hasSize(PHONES);
    for (int i = 0; i < PHONES; i++) {
      Phone phone = phones.get(i);
      int points = isRight(i, number) ? 100 : 0;
      int total = scores.merge(phone.pseudonym(), points, Integer::sum);
      Message own = phone.told().next("game:answer_revealed");
      assertThat(own.fields())
          .containsExactly("correctOptionId", "myPoints", "myTotalScore", "type");
      assertThat(own.text("correctOptionId")).isEqualTo(right);
      assertThat(own.number("myPoints")).as("points of %s", phone).isEqualTo(points);
      assertThat(own.number("myTotalScore")).as("score of %s", phone).isEqualTo(total);
      Message line = Objects.requireNonNull(lines.get(phone.pseudonym()));
      assertThat(line.number("points")).isEqualTo(points);
      assertThat(line.number("totalScore")).isEqualTo(total);
    }
    assertThat(screen.next("game:answer_revealed").fields())
        .containsExactly("correctOptionId", "type");
  }

  private void hostRevealsNext(int number, int round, int index) {
    Message question = next(round, index);
    rightOnesAnswer(question, number);
    hostReveals(question, number);
  }

  private Message next(int round, int index) {
    host.says("host:next");
    Message question = host.told().next("game:question");
    sameForAll(question, round, index);
    return question;
  }

  private void rightOnesAnswer(Message question, int number) {
    long right =
        IntStream.range(0, PHONES)
            .filter(i -> isRight(i, number))
            .peek(i -> phones.get(i).answer(question, plan.rightOption(question)))
            .count();
    Message count = host.told().next("game:participant_answered", m -> answered(m) == right);
    assertThat(count.number("totalCount")).isEqualTo(PHONES);
  }

  private void roundEnds(int round) {
    host.says("host:next");
    Message board = host.told().next("game:round_leaderboard");
    assertThat(board.fields()).containsExactly("rankings", "roundIndex", "totalRounds", "type");
    assertThat(board.number("roundIndex")).isEqualTo(round);
    assertThat(board.number("totalRounds")).isEqualTo(2);
    assertThat(Ranks.in(board, "rankings")).isEqualTo(Ranks.of(scores));
    assertThat(screen.next("game:round_leaderboard")).isEqualTo(board);
    for (Phone phone : phones) {
      Message own = phone.told().next("game:round_leaderboard");
      assertThat(own.fields())
          .containsExactly("me", "rankings", "roundIndex", "totalRounds", "type");
      standsWhere(phone, own);
    }
  }

  private void standsWhere(Phone phone, Message board) {
    List<Ranks.Entry> ranks = Ranks.of(scores);
    assertThat(Ranks.in(board, "rankings")).isEqualTo(ranks);
    Ranks.Entry me =
        ranks.stream()
            .filter(e -> e.pseudonym().equals(phone.pseudonym()))
            .findFirst()
            .orElseThrow();
    assertThat(board.object("me").number("score")).isEqualTo(me.score());
    assertThat(board.object("me").number("rank")).isEqualTo(me.rank());
  }

  /** Nobody reveals: the deadline does. */
  private void timeRunsOut(int number) {
    Message question = next(1, 1);
    rightOnesAnswer(question, number);
    revealed(question, number);
    assertThat(Instant.now().toEpochMilli()).isGreaterThanOrEqualTo(question.number("deadline"));
    assertThat(screen.told().all("game:timer_tick").stream().map(m -> m.number("remainingMs")))
        .allMatch(left -> left >= 0);
  }

  private void gameEnds() {
    host.says("host:next");
    Message board = host.told().next("game:final_leaderboard");
    assertThat(board.fields()).containsExactly("rankings", "type");
    assertThat(Ranks.in(board, "rankings")).isEqualTo(Ranks.of(scores));
    assertThat(screen.next("game:final_leaderboard")).isEqualTo(board);
    for (Phone phone : phones) {
      standsWhere(phone, phone.told().next("game:final_leaderboard"));
    }
    for (Told told : everybody()) {
      assertThat(told.next("session:ended").fields()).containsExactly("type");
    }

    Message summary = Web.get(server.http("/parties/main/" + code)).json();
    assertThat(summary.fields())
        .containsExactly("code", "createdAt", "participantCount", "phase", "title");
    assertThat(summary.text("phase")).isEqualTo("ended");
    assertThat(summary.number("participantCount")).isEqualTo(PHONES);

    Message session =
        Socket.open("list", server.host(host.id()))
            .told()
            .next("sessions:list", m -> status(m).equals("ended"))
            .objects("sessions")
            .getFirst();
    assertThat(session.number("participantCount")).isEqualTo(PHONES);
    assertThat(Ranks.in(session, "finalRankings")).isEqualTo(Ranks.of(scores));
  }

  private static String status(Message list) {
    return list.objects("sessions").getFirst().text("status");
  }

  private void everythingCameInOrder() {
    List<String> game =
        List.of(
            "game:started",
            "game:question",
            "game:timer_paused",
            "game:timer_resumed",
            "game:answer_revealed",
            "game:question",
            "game:answer_revealed",
            "game:round_leaderboard",
            "game:question",
            "game:answer_revealed",
            "game:question",
            "game:answer_revealed",
            "game:round_leaderboard",
            "game:final_leaderboard",
            "session:ended");
    String[] passing = {
      "lobby:updated",
      "game:timer_tick",
      "game:participant_answered",
      "game:answer_accepted",
      "sessions:list",
      "error"
    };
    for (Phone phone : phones) {
      List<String> own = new ArrayList<>(List.of("server:state_snapshot", "participant:joined"));
      own.addAll(game);
      assertThat(phone.told().typesWithout(passing)).isEqualTo(own);
    }
    assertThat(withoutWelcome(screen.told().typesWithout(passing))).isEqualTo(game);
    assertThat(withoutWelcome(host.told().typesWithout(passing)))
        .isEqualTo(Stream.concat(Stream.of("session:created"), game.stream()).toList());
    // what only hosts may know
    for (Phone phone : phones) {
      assertThat(phone.told().all("game:participant_answered")).isEmpty();
      assertThat(phone.told().all("sessions:list")).isEmpty();
    }
  }

  // Who was there before the session is welcomed once more when it begins.
  private static List<String> withoutWelcome(List<String> types) {
    return types.stream().filter(type -> !type.equals("server:state_snapshot")).toList();
  }

  /** Which phones are right about which question, so that scores are spread and ranks shared. */
  private static boolean isRight(int phone, int question) {
    return (phone >> question & 1) == 1;
  }

  private List<Told> everybody() {
    List<Told> all = new ArrayList<>(everybodyButHost());
    all.add(host.told());
    return all;
  }

  private List<Told> everybodyButHost() {
    List<Told> all = new ArrayList<>();
    all.add(screen.told());
    phones.forEach(phone -> all.add(phone.told()));
    return all;
  }
}
