package carafe.tasting.wire;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.approved.Approved;
import carafe.tasting.wire.ToClient.HostAnswerRevealed;
import carafe.tasting.wire.ToClient.Result;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients get is what was promised, byte for byte in content and order. */
final class ToClientTest {
  private static final String FOLDER = "wire/to-client/";
  private static final JsonMapper JSON = new JsonMapper();

  /** Of each type of the event reference, its fields in its order. */
  private static final Map<String, List<String>> REFERENCE =
      Map.ofEntries(
          Map.entry("server:state_snapshot", List.of("phase", "code")),
          Map.entry("session:created", List.of("code", "hostId")),
          Map.entry("participant:joined", List.of("pseudonym", "rejoinToken")),
          Map.entry("lobby:updated", List.of("participants")),
          Map.entry(
              "host:state_snapshot",
              List.of("code", "hostId", "phase", "participants", "question", "rankings")),
          Map.entry("participant:state_snapshot", List.of("pseudonym", "phase", "question")),
          Map.entry("sessions:list", List.of("sessions")),
          Map.entry(
              "game:question",
              List.of(
                  "questionId",
                  "prompt",
                  "category",
                  "options",
                  "roundIndex",
                  "questionIndex",
                  "totalQuestions",
                  "totalRounds",
                  "timerMs")),
          Map.entry("game:timer_tick", List.of("remainingMs")),
          Map.entry("game:timer_paused", List.of("remainingMs")),
          Map.entry("game:timer_resumed", List.of("remainingMs")),
          Map.entry("game:participant_answered", List.of("answeredCount", "totalCount")),
          Map.entry("game:answer_revealed", List.of("correctOptionId")),
          Map.entry("game:round_leaderboard", List.of("rankings", "roundIndex", "totalRounds")),
          Map.entry("game:final_leaderboard", List.of("rankings")),
          Map.entry("session:ended", List.of()),
          Map.entry("error", List.of("message")));

  private static final Map<String, ToClient> SAMPLES = ToClientSamples.all();
  private static final Map<String, HttpBody> BODIES = ToClientSamples.http();

  static Set<String> samples() {
    return SAMPLES.keySet();
  }

  static Set<String> bodies() {
    return BODIES.keySet();
  }

  private static JsonNode json(String sample) throws IOException {
    return JSON.readTree(GameFrames.json(message(sample)).toArray());
  }

  private static ToClient message(String sample) {
    return Objects.requireNonNull(SAMPLES.get(sample));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void isAsApproved(String sample) {
    byte[] json = GameFrames.json(message(sample)).toArray();

    Approved.check(FOLDER + sample + ".json", Approved.pretty(json));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void bodyIsAsApproved(String sample) {
    byte[] json = GameFrames.json(Objects.requireNonNull(BODIES.get(sample))).toArray();

    Approved.check("wire/http/" + sample + ".json", Approved.pretty(json));
  }

  @Test
  void everyMessageHasASample() {
    Set<Class<?>> sampled =
        SAMPLES.values().stream().map(Object::getClass).collect(Collectors.toSet());

    assertThat(Leaves.of(ToClient.class)).allSatisfy(type -> assertThat(sampled).contains(type));
  }

  @Test
  void everyBodyHasASample() {
    Set<Class<?>> sampled =
        BODIES.values().stream().map(Object::getClass).collect(Collectors.toSet());

    assertThat(Leaves.of(HttpBody.class)).allSatisfy(type -> assertThat(sampled).contains(type));
  }

  @Test
  void everyApprovedFileHasASample() {
    assertThat(Approved.list(FOLDER))
        .allSatisfy(file -> assertThat(SAMPLES).containsKey(file.replaceFirst("\\.json$", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void startsWithTypeAndTheFieldsOfTheReference(String sample) throws IOException {
    JsonNode json = json(sample);
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);

    List<String> expected = new ArrayList<>(List.of("type"));
    expected.addAll(REFERENCE.getOrDefault(json.get("type").textValue(), List.of()));
    assertThat(names).startsWith(expected.toArray(String[]::new));
  }

  @Test
  void knowsEveryMessageOfTheReference() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String sample : SAMPLES.keySet()) {
      types.add(json(sample).get("type").textValue());
    }

    assertThat(types)
        .containsAll(REFERENCE.keySet())
        .hasSize(REFERENCE.size() + 3) // game:started, game:answer_accepted, host:session_updated
        .contains("game:started", "game:answer_accepted", "host:session_updated");
  }

  @Test
  void aFrameIsTheMessageAsText() {
    ByteString json = GameFrames.json(new ToClient.SessionEnded());

    ByteString wire = GameFrames.frame(new ToClient.SessionEnded()).wire();

    assertThat(wire.take(2)).isEqualTo(ByteString.fromInts(0x81, json.size()));
    assertThat(wire.drop(2)).isEqualTo(json);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void onlyTicksLobbiesAndCountsConflate(String sample) {
    String expected =
        switch (message(sample)) {
          case ToClient.TimerTick _ -> "tick";
          case ToClient.LobbyUpdated _ -> "lobby";
          case ToClient.ParticipantAnswered _ -> "answers";
          default -> "none";
        };

    assertThat(GameFrames.frame(message(sample)).conflation().orElse("none")).isEqualTo(expected);
  }

  @Test
  void twentyThousandResultsFitInOneFrame() throws IOException {
    List<Result> results =
        IntStream.range(0, 20_000).mapToObj(i -> new Result("Tannic" + i, 100, i)).toList();

    ByteString wire = GameFrames.frame(new HostAnswerRevealed("q1-b", results)).wire();

    assertThat(wire.size()).isBetween(1_000_000, 2_000_000);
    JsonNode json = JSON.readTree(wire.drop(10).toArray());
    assertThat(json.get("results")).hasSize(20_000);
    assertThat(json.get("results").get(19_999).get("totalScore").intValue()).isEqualTo(19_999);
  }

  @Test
  void noSecretAndNoAnswerIsInToString() {
    String everything =
        SAMPLES.entrySet().stream()
            .filter(sample -> !sample.getKey().startsWith("game_question"))
            .filter(sample -> !sample.getKey().startsWith("game_answer_revealed"))
            .map(sample -> sample.getValue().toString())
            .collect(Collectors.joining("\n"));

    assertThat(everything)
        .doesNotContain("q83vEjRWeJC6mHZUMhDeVJhq") // the rejoin token
        .doesNotContain("Ruby red") // a right answer
        .doesNotContain("q1-c"); // what somebody chose
  }
}
