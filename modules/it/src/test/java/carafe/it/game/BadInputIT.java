package carafe.it.game;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Say;
import carafe.it.client.Secrets;
import carafe.it.client.Socket;
import carafe.it.client.Told;
import carafe.it.client.Web;
import carafe.it.server.OneServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever clients send: they are told what was wrong and what would be right, nobody else in the
 * room notices, and the log stays free of what they sent.
 */
class BadInputIT {
  /** A value that would draw a line of its own, in colour, if it reached a log as it is. */
  private static final String FORGED = "\r\n2026-01-01 ERROR FORGED-LINE \u001B[31m\u2028red";

  private static final String LONG = "L0NG".repeat(200);

  @RegisterExtension static final OneServer SERVER = new OneServer();

  private final Address server = SERVER.address();
  private final Plan plan = Plan.small(120);
  private final String code = Web.freeCode(server);
  private final Host host = Host.on(code);
  private final Phone phone = new Phone("phone", code);
  private final Phone witness = new Phone("witness", code);

  /** A wrong message, and the error it brings; the field only for validation errors. */
  private record Case(String name, String message, String error, String field) {
    Case(String name, String message, String error) {
      this(name, message, error, "");
    }
  }

  @BeforeEach
  void aRoom() {
    host.create(server, plan);
    phone.join(server);
    witness.join(server);
    host.told().next("lobby:updated", m -> m.number("count") == 2);
  }

  // --- in any phase ---

  @TestFactory
  Stream<DynamicTest> whatNobodyUnderstands() {
    Secrets.note(LONG);
    return Stream.of(
            new Case("not JSON", "hello", "BAD_MESSAGE"),
            new Case("nothing", "", "BAD_MESSAGE"),
            new Case("half an object", "{\"type\":\"host:start\"", "BAD_MESSAGE"),
            new Case("two objects", "{\"type\":\"host:start\"} {}", "BAD_MESSAGE"),
            new Case("a list", "[]", "BAD_MESSAGE"),
            new Case("a number", "17", "BAD_MESSAGE"),
            new Case("null", "null", "BAD_MESSAGE"),
            new Case("deep", "[".repeat(10_000) + "]".repeat(10_000), "BAD_MESSAGE"),
            new Case("no type", "{}", "BAD_MESSAGE", "type"),
            new Case("a type of another kind", "{\"type\":17}", "BAD_MESSAGE", "type"),
            new Case(
                "a type twice", "{\"type\":\"host:start\",\"type\":\"host:end\"}", "BAD_MESSAGE"),
            new Case("an unknown type", "{\"type\":\"make_coffee\"}", "UNKNOWN_TYPE"),
            new Case("a server's type", "{\"type\":\"game:question\"}", "UNKNOWN_TYPE"),
            new Case("a forged type", Say.json(Map.of("type", FORGED)), "UNKNOWN_TYPE"),
            new Case("a long type", Say.json(Map.of("type", LONG)), "UNKNOWN_TYPE"),
            new Case("a code of another room", Say.joinSession("99999999"), "SESSION_NOT_FOUND"),
            new Case("a forged code", Say.joinSession(FORGED), "SESSION_NOT_FOUND"),
            new Case(
                "a code of another kind",
                "{\"type\":\"join_session\",\"code\":4821}",
                "BAD_MESSAGE",
                "code"),
            new Case("no token", "{\"type\":\"rejoin_session\"}", "BAD_MESSAGE", "rejoinToken"),
            new Case("a wrong token", Say.rejoinSession("A".repeat(22)), "INVALID_TOKEN"),
            new Case("a forged token", Say.rejoinSession(FORGED), "INVALID_TOKEN"),
            new Case("a long token", Say.rejoinSession(LONG), "INVALID_TOKEN"),
            new Case("no host id", "{\"type\":\"rejoin_host\"}", "BAD_MESSAGE", "hostId"),
            new Case(
                "no question",
                "{\"type\":\"submit_answer\",\"optionId\":\"x\"}",
                "BAD_MESSAGE",
                "questionId"),
            new Case(
                "an option of another kind",
                "{\"type\":\"submit_answer\",\"questionId\":\"x\",\"optionId\":{}}",
                "BAD_MESSAGE",
                "optionId"))
        .map(wrong -> tell(wrong, stranger()));
  }

  @TestFactory
  Stream<DynamicTest> whatStrangersMayNotDo() {
    return Stream.of(
            new Case("start", Say.command("host:start"), "NOT_HOST"),
            new Case("pause", Say.command("host:pause"), "NOT_HOST"),
            new Case("resume", Say.command("host:resume"), "NOT_HOST"),
            new Case("reveal", Say.command("host:reveal"), "NOT_HOST"),
            new Case("next", Say.command("host:next"), "NOT_HOST"),
            new Case("end", Say.command("host:end"), "NOT_HOST"),
            new Case("update", Say.updateSession(plan), "NOT_HOST"),
            new Case("answer", Say.submitAnswer("q", "o"), "NOT_JOINED"),
            new Case(
                "create on somebody's code",
                Say.createSession("SOMEBODY-" + UUID.randomUUID(), plan),
                "SESSION_EXISTS"),
            new Case("a wrong host id", Say.rejoinHost("NOT-THE-HOST"), "INVALID_HOST_ID"),
            new Case("a forged host id", Say.rejoinHost(FORGED), "INVALID_HOST_ID"))
        .map(wrong -> tell(wrong, stranger()));
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotPossibleInTheLobby() {
    return Stream.of(
            new Case("pause", Say.command("host:pause"), "WRONG_PHASE"),
            new Case("resume", Say.command("host:resume"), "WRONG_PHASE"),
            new Case("reveal", Say.command("host:reveal"), "WRONG_PHASE"),
            new Case("next", Say.command("host:next"), "WRONG_PHASE"),
            new Case("the host joins", Say.joinSession(code), "BAD_MESSAGE"))
        .map(wrong -> tell(wrong, host.socket()));
  }

  @Test
  void nobodyToPlayWith() {
    Host lonely = Host.on(Web.freeCode(server)).create(server, plan);
    assertError(lonely.socket(), new Case("start", Say.command("host:start"), "NO_PARTICIPANTS"));
  }

  @Test
  void noSessionOnTheCode() {
    Socket socket = Socket.open("lost", server.session(Web.freeCode(server), "lost"));
    assertError(socket, new Case("join", Say.joinSession(""), "SESSION_NOT_FOUND"));
    assertError(socket, new Case("host", Say.rejoinHost("ANYBODY"), "INVALID_HOST_ID"));
    assertError(socket, new Case("token", Say.rejoinSession("A".repeat(22)), "INVALID_TOKEN"));
    socket.send(Say.createSession("HOST-" + UUID.randomUUID(), plan));
    socket.next("session:created");
  }

  // --- plans ---

  @TestFactory
  Stream<DynamicTest> whatIsNoPlan() {
    Socket creator = Socket.open("creator", server.session(Web.freeCode(server), "creator"));
    String question = "wines[0].questions[0]";
    return Stream.of(
            plan("no timer", "timerSeconds", p -> p.remove("timerSeconds")),
            plan("a short timer", "timerSeconds", p -> p.put("timerSeconds", 14)),
            plan("a long timer", "timerSeconds", p -> p.put("timerSeconds", 121)),
            plan("a fraction", "timerSeconds", p -> p.put("timerSeconds", 15.5)),
            plan("a timer in words", "timerSeconds", p -> p.put("timerSeconds", "15")),
            plan("no wines", "wines", p -> p.remove("wines")),
            plan("wines of another kind", "wines", p -> p.put("wines", Map.of())),
            plan("an empty list of wines", "wines", p -> p.put("wines", List.of())),
            plan("51 wines", "wines", p -> p.put("wines", wines(51, 1))),
            plan("21 questions", "wines[0].questions", p -> p.put("wines", wines(1, 21))),
            plan("no questions", "wines[0].questions", p -> p.put("wines", wines(1, 0))),
            plan("a title with a control character", "title", p -> p.put("title", FORGED)),
            plan("a long title", "title", p -> p.put("title", "t".repeat(201))),
            plan("a host id with spaces", "hostId", p -> p.put("hostId", "a b")),
            plan("a short key", "hostKey", p -> p.put("hostKey", "short")),
            plan("too much", "wines", p -> p.put("wines", heavyWines())),
            question("an unknown category", question + ".category", "category", "smell"),
            question("an empty answer", question + ".correctAnswer", "correctAnswer", " "),
            question("a forged answer", question + ".correctAnswer", "correctAnswer", FORGED),
            question(
                "two distractors", question + ".distractors", "distractors", List.of("a", "b")),
            question(
                "four distractors",
                question + ".distractors",
                "distractors",
                List.of("a", "b", "c", "d")),
            question(
                "a distractor that is right",
                question + ".distractors[1]",
                "distractors",
                List.of("a", "RUBY", "c")),
            new Case(
                "half a character",
                Say.createSession("HOST", plan).replace("\"Ruby\"", "\"\\ud800\""),
                "INVALID_SESSION",
                question + ".correctAnswer"))
        .map(wrong -> tell(wrong, creator));
  }

  private Case plan(String name, String field, Consumer<Map<String, Object>> spoil) {
    Map<String, Object> message = new java.util.LinkedHashMap<>();
    message.put("type", "create_session");
    message.put("hostId", "HOST");
    message.put("title", "Spoiled");
    message.put("timerSeconds", 15);
    message.put("wines", wines(1, 1));
    spoil.accept(message);
    return new Case(name, Say.json(message), "INVALID_SESSION", field);
  }

  private Case question(String name, String path, String field, Object value) {
    Map<String, Object> question = question();
    question.put(field, value);
    return plan(
        name,
        path,
        p -> p.put("wines", List.of(Map.of("name", "w", "questions", List.of(question)))));
  }

  private static List<Map<String, Object>> wines(int wines, int questions) {
    return Stream.generate(
            () ->
                Map.<String, Object>of(
                    "name",
                    "Wine",
                    "questions",
                    Stream.generate(BadInputIT::question).limit(questions).toList()))
        .limit(wines)
        .toList();
  }

  private static Map<String, Object> question() {
    return new java.util.HashMap<>(
        Map.of(
            "category", "color", "correctAnswer", "Ruby", "distractors", List.of("a", "b", "c")));
  }

  /** 50 wines of long texts: each field is right, the whole is too much. */
  private static List<Map<String, Object>> heavyWines() {
    String text = "\u20AC".repeat(190);
    Map<String, Object> question =
        Map.of(
            "category",
            "color",
            "correctAnswer",
            text + "0",
            "distractors",
            List.of(text + "1", text + "2", text + "3"));
    return Stream.generate(
            () -> Map.<String, Object>of("name", "w", "questions", List.of(question, question)))
        .limit(50)
        .toList();
  }

  // --- while a question is asked ---

  @Test
  void whatIsNotPossibleDuringAQuestion() {
    Message question = host.start();
    String id = question.text("questionId");
    String right = plan.rightOption(question);
    Socket guest = phone.socket();
    expect(guest, new Case("question", Say.submitAnswer(FORGED, right), "UNKNOWN_QUESTION"));
    expect(guest, new Case("option", Say.submitAnswer(id, "no-option"), "UNKNOWN_OPTION"));
    expect(guest, new Case("a guest's pause", Say.command("host:pause"), "NOT_HOST"));
    expect(stranger(), new Case("a late join", Say.joinSession(""), "GAME_STARTED"));
    expect(stranger(), new Case("a stranger", Say.submitAnswer(id, right), "NOT_JOINED"));
    expect(host.socket(), new Case("start twice", Say.command("host:start"), "WRONG_PHASE"));
    expect(host.socket(), new Case("next too early", Say.command("host:next"), "WRONG_PHASE"));
    expect(host.socket(), new Case("resume", Say.command("host:resume"), "WRONG_PHASE"));
    expect(host.socket(), new Case("the host", Say.submitAnswer(id, right), "NOT_JOINED"));
    expect(host.socket(), new Case("update", Say.updateSession(plan), "WRONG_PHASE"));

    host.says("host:pause");
    witness.told().next("game:timer_paused");
    expect(guest, new Case("in pause", Say.submitAnswer(id, right), "QUESTION_PAUSED"));
    expect(host.socket(), new Case("pause twice", Say.command("host:pause"), "WRONG_PHASE"));

    host.says("host:reveal");
    witness.told().next("game:answer_revealed");
    expect(guest, new Case("too late", Say.submitAnswer(id, right), "WRONG_PHASE"));
    expect(host.socket(), new Case("reveal twice", Say.command("host:reveal"), "WRONG_PHASE"));

    host.says("host:end");
    witness.told().next("session:ended");
    expect(guest, new Case("after the end", Say.submitAnswer(id, right), "WRONG_PHASE"));
    expect(stranger(), new Case("join after the end", Say.joinSession(""), "SESSION_ENDED"));
    expect(host.socket(), new Case("end twice", Say.command("host:end"), "WRONG_PHASE"));
  }

  // --- frames ---

  @Test
  void aBinaryFrameIsAnErrorAndNoMore() {
    Socket stranger = stranger();
    stranger.sendBinary(new byte[] {1, 2, 3});
    Message error = stranger.next("error");
    assertThat(error.text("code")).isEqualTo("BAD_MESSAGE");
    expect(stranger, new Case("afterwards", "{}", "BAD_MESSAGE", "type"));
  }

  @Test
  void aHostsListTakesNoMessages() {
    Socket list = Socket.open("list", server.host(host.id()));
    list.next("sessions:list");
    assertError(list, new Case("a message", Say.command("host:start"), "UNKNOWN_TYPE"));
    assertError(list, new Case("no JSON", "hello", "BAD_MESSAGE"));
  }

  @Test
  void aMessageThatIsTooLargeEndsTheConnection() {
    Socket stranger = stranger();
    stranger.send("{\"type\":\"" + "x".repeat(300 * 1024) + "\"}");
    assertThat(stranger.next("error").text("code")).isEqualTo("TOO_LARGE");
    assertThat(stranger.told().awaitEnding().code()).isEqualTo(1009);
    nobodyElseNoticed();
  }

  @Test
  void whoTalksFasterThanPeopleIsToldSoAndAFloodEndsTheConnection() {
    Socket stranger = stranger();
    for (int i = 0; i < 130; i++) {
      stranger.send(Say.command("watch_session"));
    }
    assertThat(stranger.next("error").text("code")).isEqualTo("RATE_LIMITED");
    for (int i = 0; i < 2000; i++) {
      stranger.send(Say.command("watch_session"));
    }
    assertThat(stranger.told().awaitEnding().code()).isEqualTo(1008);
    nobodyElseNoticed();
  }

  // --- saying it, and looking around ---

  private Socket stranger() {
    Socket stranger = Socket.open("stranger", server.session(code, "stranger"));
    stranger.next("server:state_snapshot");
    return stranger;
  }

  private DynamicTest tell(Case wrong, Socket socket) {
    return DynamicTest.dynamicTest(wrong.name(), () -> expect(socket, wrong));
  }

  private void expect(Socket socket, Case wrong) {
    int before = socket.told().all("error").size();
    assertError(socket, wrong);
    assertThat(socket.told().all("error")).hasSize(before + 1);
    nobodyElseNoticed();
  }

  private static void assertError(Socket socket, Case wrong) {
    socket.send(wrong.message());
    Message error = socket.next("error");
    assertThat(error.text("code")).as("%s: %s", wrong.name(), error).isEqualTo(wrong.error());
    assertThat(error.text("message")).isNotBlank().doesNotContain("FORGED", "L0NG", "\u001B");
    if (wrong.field().isEmpty()) {
      assertThat(error.has("field")).as("%s", error).isFalse();
    } else {
      assertThat(error.text("field")).isEqualTo(wrong.field());
      assertThat(error.text("message")).contains(wrong.field());
    }
    assertThat(socket.told().ending()).isEmpty();
  }

  /** The witness is connected and was told nothing but what the game brings about. */
  private void nobodyElseNoticed() {
    Told told = witness.told();
    assertThat(told.ending()).isEmpty();
    assertThat(told.all("error")).isEmpty();
    assertThat(told.all("server:state_snapshot")).hasSize(1);
    assertThat(told.all("lobby:updated"))
        .allSatisfy(lobby -> assertThat(lobby.number("count")).isLessThanOrEqualTo(2));
  }
}
