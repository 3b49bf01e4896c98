package carafe.tasting.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.approved.Approved;
import carafe.rules.identity.HostId;
import carafe.rules.names.HostNames;
import carafe.rules.plan.Plan;
import carafe.tasting.secret.Secrets;
import carafe.tasting.wire.FromClient.CreateSession;
import carafe.tasting.wire.FromClient.HostCommand;
import carafe.tasting.wire.FromClient.JoinSession;
import carafe.tasting.wire.FromClient.Move;
import carafe.tasting.wire.FromClient.RejoinHost;
import carafe.tasting.wire.FromClient.RejoinSession;
import carafe.tasting.wire.FromClient.SubmitAnswer;
import carafe.tasting.wire.FromClient.UpdateSession;
import carafe.tasting.wire.FromClient.WatchSession;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message a client may send is read as what it says. */
final class FromClientTest {
  private static final String FOLDER = "wire/from-client/";
  private static final String KEY = "correct horse battery";
  private static final String TOKEN = "q83vEjRWeJC6mHZUMhDeVJhq";
  private static final HostId HOST = new HostId("TANNIC-FALCON");
  private static final HostId MADE = HostNames.of(Speaking.SEED);
  private static final Plan PLAN = Plans.evening();

  /** What each approved file says; of a join all but its token, which is made at reading. */
  private static final Map<String, FromClient> SAMPLES =
      Map.ofEntries(
          Map.entry("create_session", new CreateSession(HOST, Optional.empty(), PLAN)),
          Map.entry(
              "create_session.key",
              new CreateSession(HOST, Optional.of(Secrets.hostKey(HOST, KEY)), PLAN)),
          Map.entry(
              "create_session.no_host",
              new CreateSession(
                  MADE,
                  Optional.empty(),
                  new Plan(PLAN.wines().getFirst().name(), 30, PLAN.wines()))),
          Map.entry("update_session", new UpdateSession(PLAN)),
          Map.entry("join_session", new JoinSession("4821", "")),
          Map.entry("join_session.empty_code", new JoinSession("", "")),
          Map.entry("join_session.no_code", new JoinSession("", "")),
          Map.entry("rejoin_host", new RejoinHost(Optional.of(HOST), Optional.empty())),
          Map.entry(
              "rejoin_host.key",
              new RejoinHost(Optional.of(HOST), Optional.of(Secrets.hostKey(HOST, KEY)))),
          Map.entry("rejoin_host.impossible", new RejoinHost(Optional.empty(), Optional.empty())),
          Map.entry("rejoin_session", new RejoinSession(Secrets.token(TOKEN))),
          Map.entry("watch_session", new WatchSession()),
          Map.entry("host_start", new HostCommand(Move.START)),
          Map.entry("host_pause", new HostCommand(Move.PAUSE)),
          Map.entry("host_resume", new HostCommand(Move.RESUME)),
          Map.entry("host_reveal", new HostCommand(Move.REVEAL)),
          Map.entry("host_next", new HostCommand(Move.NEXT)),
          Map.entry("host_end", new HostCommand(Move.END)),
          Map.entry("submit_answer", new SubmitAnswer("q1", "q1-c")));

  static Set<String> samples() {
    return SAMPLES.keySet();
  }

  @Test
  void onlyWhatAWholeScreenIsDrawnForIsDear() {
    Map<Class<?>, Integer> weights =
        SAMPLES.values().stream()
            .collect(Collectors.toMap(Object::getClass, FromClient::weight, (one, _) -> one));
    assertThat(weights)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                CreateSession.class, 10,
                JoinSession.class, 10,
                RejoinHost.class, 10,
                RejoinSession.class, 10,
                WatchSession.class, 10,
                UpdateSession.class, 1,
                HostCommand.class, 1,
                SubmitAnswer.class, 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void isReadAsWhatItSays(String sample) {
    FromClient message = read(sample);

    if (message instanceof JoinSession join) {
      message = new JoinSession(join.code(), "");
    }
    assertThat(message).isEqualTo(SAMPLES.get(sample));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void isNamedByItsType(String sample) {
    String type = MessageType.of(read(sample)).wireName();

    assertThat(Approved.text(FOLDER + sample + ".json")).contains('"' + type + '"');
  }

  @Test
  void everyMessageHasAnApprovedFile() {
    Set<MessageType> sampled =
        SAMPLES.values().stream().map(MessageType::of).collect(Collectors.toSet());

    assertThat(MessageType.values()).allSatisfy(type -> assertThat(sampled).contains(type));
    assertThat(Leaves.of(FromClient.class))
        .allSatisfy(
            type -> assertThat(SAMPLES.values()).anySatisfy(m -> assertThat(m).isInstanceOf(type)));
  }

  @Test
  void everyApprovedFileIsTested() {
    assertThat(Approved.list(FOLDER))
        .containsExactlyInAnyOrderElementsOf(
            SAMPLES.keySet().stream().map(name -> name + ".json").toList());
  }

  @Test
  void everyJoinHasItsOwnToken() {
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      tokens.add(((JoinSession) read("join_session")).token());
    }

    assertThat(tokens).hasSize(1000).allMatch(token -> token.matches("[A-Za-z0-9_-]{22,}"));
  }

  @Test
  void noSecretAndNoAnswerIsInToString() {
    String everything =
        SAMPLES.keySet().stream()
            .map(sample -> read(sample).toString())
            .collect(Collectors.joining());
    FromClient join = read("join_session");

    assertThat(everything)
        .doesNotContain(KEY)
        .doesNotContain(Secrets.hostKey(HOST, KEY).hex())
        .doesNotContain(TOKEN)
        .doesNotContain(Secrets.token(TOKEN).hex())
        .doesNotContain("Ruby red")
        .doesNotContain("q1-c");
    assertThat(join.toString()).doesNotContain(((JoinSession) join).token());
  }

  @Test
  void joinsAndRejoinsReplaceEachOtherAndAnswersToo() {
    assertThat(
            SAMPLES.keySet().stream().filter(s -> read(s).repeatable().equals(Optional.of("seat"))))
        .containsExactlyInAnyOrder(
            "join_session",
            "join_session.empty_code",
            "join_session.no_code",
            "rejoin_session",
            "rejoin_host",
            "rejoin_host.key",
            "rejoin_host.impossible");
    assertThat(
            SAMPLES.keySet().stream()
                .filter(s -> read(s).repeatable().equals(Optional.of("answer"))))
        .containsExactly("submit_answer");
  }

  private static FromClient read(String sample) {
    return Speaking.understood(
        Speaking.language().text(Approved.text(FOLDER + sample + ".json").getBytes(UTF_8)));
  }
}
