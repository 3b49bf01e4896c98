package carafe.tasting.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.ClientLanguage.Trouble;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with a message, the answer has a code, names the field, says what would be
 * right and repeats nothing of what was sent.
 */
final class BadInputTest {
  /** Stands in wrong values; must never come back. */
  private static final String ECHO = "<b>ECHO</b>";

  private static final String QUESTION =
      "{\"category\":\"color\",\"correctAnswer\":\"a\",\"distractors\":[\"b\",\"c\",\"d\"]}";

  static Stream<Arguments> notAMessage() {
    return Stream.of(
        arguments("", "empty"),
        arguments(" \n", "empty"),
        arguments(ECHO, "not JSON (see line 1, column 1)"),
        arguments("{\"type\":\"host:start\"", "not JSON"),
        arguments("{\"type\":\"host:start\",}", "not JSON"),
        arguments("{type:\"host:start\"}", "not JSON"),
        arguments("{'type':'host:start'}", "not JSON"),
        arguments("{\"type\":\"host:start\"} // " + ECHO, "not JSON"),
        arguments("{\"type\":\"host:start\"}{\"type\":\"host:start\"}", "follows the end"),
        arguments("{\"type\":\"host:start\",\"x\":NaN}", "not JSON"),
        arguments("{\"type\":\"host:start\",\"x\":1e}", "not JSON"),
        arguments("{\"type\":\"host:start\",\"x\":\"\u0001\"}", "not JSON"),
        arguments("\ufeff{\"type\":\"host:start\"}", "not JSON"),
        arguments("\u0000{\u0000}\u0000", "not JSON"),
        arguments("null", "not null"),
        arguments("true", "not true or false"),
        arguments("4821", "not a number"),
        arguments("\"" + ECHO + "\"", "not a text"),
        arguments("[{\"type\":\"host:start\"}]", "not a list"),
        arguments("{\"type\":\"host:start\",\"type\":\"" + ECHO + "\"}", "two fields of one name"),
        arguments("[".repeat(100_000), "beyond what one may have"),
        arguments("{\"x\":".repeat(100) + "1" + "}".repeat(100), "beyond what one may have"),
        arguments("{\"x\":" + "9".repeat(1000) + "}", "beyond what one may have"),
        arguments("{\"" + "x".repeat(1000) + "\":1}", "beyond what one may have"),
        arguments("{\"x\":[" + "0,".repeat(60_000) + "0]}", "beyond what one may have"),
        arguments("x".repeat(256 * 1024), "not JSON"),
        arguments("{\"x\":\"" + "x".repeat(300 * 1024) + "\"}", "beyond what one may have"));
  }

  @ParameterizedTest
  @MethodSource("notAMessage")
  void whatIsNoMessageIsABadMessage(String text, String says) {
    JsonNode error = answer(Speaking.language(), text);

    assertThat(error.get("code").textValue()).isEqualTo("BAD_MESSAGE");
    assertThat(error.get("message").textValue()).contains(says);
    assertThat(error.has("field")).isFalse();
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        arguments("{}", "type", "missing"),
        arguments("{\"Type\":\"host:start\"}", "type", "missing"),
        arguments("{\"__proto__\":{\"type\":\"host:start\"}}", "type", "missing"),
        arguments("{\"type\":null}", "type", "null"),
        arguments("{\"type\":1}", "type", "a number"),
        arguments("{\"type\":[\"host:start\"]}", "type", "a list"),
        arguments(field("join_session", "code", "4821"), "code", "a number"),
        arguments(field("join_session", "code", "[\"4821\"]"), "code", "a list"),
        arguments("{\"type\":\"rejoin_session\"}", "rejoinToken", "missing"),
        arguments(field("rejoin_session", "rejoinToken", "null"), "rejoinToken", "null"),
        arguments(field("rejoin_session", "rejoinToken", "7"), "rejoinToken", "a number"),
        arguments("{\"type\":\"rejoin_host\"}", "hostId", "missing"),
        arguments(field("rejoin_host", "hostId", "{}"), "hostId", "an object"),
        arguments(field("rejoin_host", "hostId", "\"A\",\"hostKey\":1"), "hostKey", "a number"),
        arguments(hostKey("rejoin_host", "short"), "hostKey", "16 to 128"),
        arguments(hostKey("rejoin_host", ""), "hostKey", "16 to 128"),
        arguments(hostKey("rejoin_host", ECHO + "x".repeat(129)), "hostKey", "16 to 128"),
        arguments(hostKey("rejoin_host", "half a character \\ud83c"), "hostKey", "Unicode"),
        arguments("{\"type\":\"submit_answer\"}", "questionId", "missing"),
        arguments(answering("null", "\"b\""), "questionId", "null"),
        arguments(answering("1", "\"b\""), "questionId", "a number"),
        arguments(answering("\"a\"", "true"), "optionId", "true or false"),
        arguments(answering("\"" + ECHO.repeat(20) + "\"", "\"b\""), "questionId", "longer"),
        arguments(answering("\"a\"", "\"" + "x".repeat(65) + "\""), "optionId", "longer"),
        arguments(answering("\"\\ud83c\"", "\"b\""), "questionId", "Unicode"),
        arguments(answering("\"a\"", "\"\\udf77\\ud83c\""), "optionId", "Unicode"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void aWrongFieldIsNamed(String text, String field, String says) {
    JsonNode error = answer(Speaking.language(), text);

    assertThat(error.get("code").textValue()).isEqualTo("BAD_MESSAGE");
    assertThat(error.get("field").textValue()).isEqualTo(field);
    assertThat(error.get("message").textValue())
        .startsWith(field)
        .contains(says)
        .contains("must be");
  }

  static Stream<Arguments> wrongPlans() {
    return Stream.of(
        arguments("{}", "timerSeconds", "missing"),
        arguments(timer("\"15\""), "timerSeconds", "a text"),
        arguments(timer("15.5"), "timerSeconds", "a fraction"),
        arguments(timer("14"), "timerSeconds", "15 to 120"),
        arguments(timer("121"), "timerSeconds", "15 to 120"),
        arguments(timer("1e400"), "timerSeconds", "15 to 120"),
        arguments(timer("4294967326"), "timerSeconds", "15 to 120"), // 30 in 32 bits
        arguments(timer("-1e40"), "timerSeconds", "15 to 120"),
        arguments("{\"timerSeconds\":30}", "wines", "missing"),
        arguments(wines("{}"), "wines", "an object"),
        arguments(wines("[]"), "wines", "1 to 50"),
        arguments(wines("[null]"), "wines[0]", "null"),
        arguments(wines("[{}]"), "wines[0].name", "missing"),
        arguments(wines("[{\"name\":1}]"), "wines[0].name", "a number"),
        arguments(wines("[{\"name\":\"a\"}]"), "wines[0].questions", "missing"),
        arguments(questions(QUESTION, "1"), "wines[0].questions[1]", "a number"),
        arguments(questions(QUESTION, "{}"), "wines[0].questions[1].category", "missing"),
        arguments(
            questions(QUESTION, QUESTION.replace("\"color\"", "7")),
            "wines[0].questions[1].category",
            "a number"),
        arguments(
            questions(QUESTION, QUESTION.replace("color", ECHO)),
            "wines[0].questions[1].category",
            "one of color, country, grape_variety, vintage_year, wine_name"),
        arguments(
            questions(QUESTION, QUESTION.replace("\"a\"", "null")),
            "wines[0].questions[1].correctAnswer",
            "null"),
        arguments(
            questions(QUESTION.replace("\"a\"", "\"\\ud83c\"")),
            "wines[0].questions[0].correctAnswer",
            "surrogate"),
        arguments(
            questions(QUESTION.replace("\"a\"", "\"" + ECHO.repeat(50) + "\"")),
            "wines[0].questions[0].correctAnswer",
            "200"),
        arguments(
            questions(QUESTION.replace("\"c\"", "3")),
            "wines[0].questions[0].distractors[1]",
            "a number"),
        arguments(
            questions(QUESTION.replace(",\"d\"", "")),
            "wines[0].questions[0].distractors",
            "exactly 3"),
        arguments(
            questions(QUESTION.replace("\"d\"", "\"A\"")),
            "wines[0].questions[0].distractors[2]",
            "differ"),
        arguments(
            wines("[{\"name\":\"a\",\"questions\":[" + QUESTION + "]}],\"title\":7"),
            "title",
            "a number"),
        arguments(
            wines("[{\"name\":\"a\",\"questions\":[" + QUESTION + "]}],\"title\":\"\\u0007\""),
            "title",
            "control"),
        arguments(tooMuch(), "wines", "128 KiB"));
  }

  @ParameterizedTest
  @MethodSource("wrongPlans")
  void aWrongPlanIsAnInvalidSession(String plan, String field, String says) {
    for (String type : new String[] {"create_session", "update_session"}) {
      String text = "{\"type\":\"" + type + "\"," + plan.substring(1);

      JsonNode error = answer(Speaking.language(), text.replace(",}", "}"));

      assertThat(error.get("code").textValue()).isEqualTo("INVALID_SESSION");
      assertThat(error.get("field").textValue()).isEqualTo(field);
      assertThat(error.get("message").textValue()).startsWith(field).contains(says);
    }
  }

  static Stream<Arguments> wrongHosts() {
    return Stream.of(
        arguments("\"hostId\":7", "hostId", "1 to 64"),
        arguments("\"hostId\":\"" + ECHO + "\"", "hostId", "1 to 64"),
        arguments("\"hostId\":\"" + "x".repeat(65) + "\"", "hostId", "1 to 64"),
        arguments("\"hostId\":\"caf\u00e9\"", "hostId", "1 to 64"),
        arguments("\"hostKey\":7", "hostKey", "16 to 128"),
        arguments("\"hostKey\":\"\"", "hostKey", "16 to 128"),
        arguments("\"hostKey\":\"fifteen letters\"", "hostKey", "16 to 128"));
  }

  @ParameterizedTest
  @MethodSource("wrongHosts")
  void aWrongHostIsAnInvalidSession(String fields, String field, String says) {
    JsonNode error =
        answer(Speaking.language(), valid().replace("{\"type\"", "{" + fields + ",\"type\""));

    assertThat(error.get("code").textValue()).isEqualTo("INVALID_SESSION");
    assertThat(error.get("field").textValue()).isEqualTo(field);
    assertThat(error.get("message").textValue()).startsWith(field).contains(says);
  }

  @Test
  void anUnknownTypeIsAnsweredWithTheKnownOnes() {
    JsonNode error = answer(Speaking.language(), "{\"type\":\"" + ECHO + "\"}");

    assertThat(error.get("code").textValue()).isEqualTo("UNKNOWN_TYPE");
    for (MessageType type : MessageType.values()) {
      assertThat(error.get("message").textValue()).contains(type.wireName());
    }
  }

  @Test
  void anotherCodeFindsNoSession() {
    for (String code : new String[] {ECHO, "482", "48211234567", "４８２１", " 4821"}) {
      JsonNode error =
          answer(Speaking.language(), field("join_session", "code", "\"" + code + "\""));

      assertThat(error.get("code").textValue()).isEqualTo("SESSION_NOT_FOUND");
    }
  }

  @Test
  void aServerThatWantsKeysRefusesHostsWithoutOne() {
    for (String text :
        new String[] {valid(), field("rejoin_host", "hostId", "\"TANNIC-FALCON\"")}) {
      JsonNode error = answer(Speaking.keyedLanguage(), text);

      assertThat(error.get("code").textValue()).isEqualTo("HOST_KEY_REQUIRED");
    }
  }

  @Test
  void aServerThatWantsKeysTakesHostsWithOne() {
    String text = hostKey("rejoin_host", "correct horse battery");

    assertThat(Speaking.understood(Speaking.say(Speaking.keyedLanguage(), text)))
        .isInstanceOf(FromClient.RejoinHost.class);
  }

  @Test
  void aWholeNumberMayBeWrittenWithAFraction() {
    String text = valid().replace("\"timerSeconds\":30", "\"timerSeconds\":30.0");

    assertThat(Speaking.understood(Speaking.say(Speaking.language(), text)))
        .isEqualTo(Speaking.understood(Speaking.say(Speaking.language(), valid())));
  }

  @Test
  void binaryIsABadMessage() {
    for (ClientLanguage language : new ClientLanguage[] {Speaking.language(), new HostLanguage()}) {
      JsonNode error = Speaking.answer(language.binary(new byte[] {1, 2, 3}));

      assertThat(error.get("code").textValue()).isEqualTo("BAD_MESSAGE");
      assertThat(error.get("message").textValue()).contains("binary");
    }
  }

  @Test
  void aHostsListTakesNoMessages() {
    var language = new HostLanguage();

    assertThat(answer(language, valid()).get("code").textValue()).isEqualTo("UNKNOWN_TYPE");
    assertThat(answer(language, "{\"type\":7}").get("code").textValue()).isEqualTo("BAD_MESSAGE");
    assertThat(answer(language, ECHO).get("code").textValue()).isEqualTo("BAD_MESSAGE");
  }

  @Test
  void troublesHaveTheCodesOfTheirNames() {
    for (ClientLanguage language : new ClientLanguage[] {Speaking.language(), new HostLanguage()}) {
      for (Trouble trouble : Trouble.values()) {
        JsonNode error = Speaking.json(language.trouble(trouble));

        assertThat(error.get("code").textValue()).isEqualTo(trouble.name());
      }
    }
  }

  private static JsonNode answer(ClientLanguage language, String text) {
    JsonNode error = Speaking.answer(Speaking.say(language, text));

    assertThat(error.get("type").textValue()).isEqualTo("error");
    assertThat(error.get("message").textValue()).endsWith(".").hasSizeLessThan(400);
    assertThat(error.toString()).doesNotContain("ECHO");
    return error;
  }

  private static String field(String type, String name, String value) {
    return "{\"type\":\"%s\",\"%s\":%s}".formatted(type, name, value);
  }

  private static String hostKey(String type, String key) {
    return field(type, "hostId", "\"TANNIC-FALCON\",\"hostKey\":\"" + key + "\"");
  }

  private static String answering(String question, String option) {
    return field("submit_answer", "questionId", question + ",\"optionId\":" + option);
  }

  private static String timer(String value) {
    return "{\"timerSeconds\":"
        + value
        + ",\"wines\":[{\"name\":\"a\",\"questions\":["
        + QUESTION
        + "]}]}";
  }

  private static String wines(String value) {
    return "{\"timerSeconds\":30,\"wines\":" + value + "}";
  }

  private static String questions(String... questions) {
    return wines("[{\"name\":\"a\",\"questions\":[" + String.join(",", questions) + "]}]");
  }

  /** Every part within its bounds, all together over 128 KiB. */
  private static String tooMuch() {
    String question = QUESTION.replace("\"a\"", "\"" + "a".repeat(190) + "\"");
    String wine =
        "{\"name\":\"a\",\"questions\":["
            + String.join(",", Collections.nCopies(20, question))
            + "]}";
    return wines("[" + String.join(",", Collections.nCopies(50, wine)) + "]");
  }

  private static String valid() {
    return "{\"type\":\"create_session\"," + questions(QUESTION).substring(1);
  }
}
