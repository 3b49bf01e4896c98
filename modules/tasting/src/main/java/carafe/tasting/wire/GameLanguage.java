package carafe.tasting.wire;

import carafe.rooms.frame.Frame;
import carafe.rooms.json.LoneSurrogates;
import carafe.rooms.party.ClientLanguage;
import carafe.rules.chance.Seed;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.names.HostNames;
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
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the clients of a session talk: reads {@link FromClient} messages or says what is wrong. */
public final class GameLanguage implements ClientLanguage {
  /** Longest id of a question or option that is worth passing on; ours are far shorter. */
  private static final int ID_CHARS_MAX = 64;

  private static final Pattern CODE = Pattern.compile("[0-9]{4,10}");
  private static final String HOST_ID = "1 to 64 of A-Z a-z 0-9 _ -";
  private static final String HOST_KEY = "a text of 16 to 128 characters";
  private static final String QUESTION_ID = "the questionId of the newest game:question";
  private static final String OPTION_ID = "the id of an option of the newest game:question";

  private static final String KNOWN_TYPES =
      Arrays.stream(MessageType.values())
          .map(MessageType::wireName)
          .collect(Collectors.joining(", "));

  private final boolean requireHostKey;
  private final Supplier<Seed> chance;

  /**
   * A language for all sessions of a server.
   *
   * @param requireHostKey whether hosts without a key are refused
   * @param chance for the names of hosts that send none; thread-safe
   */
  public GameLanguage(boolean requireHostKey, Supplier<Seed> chance) {
    this.requireHostKey = requireHostKey;
    this.chance = chance;
  }

  @Override
  public Reading text(byte[] utf8) {
    try {
      return new Understood(read(ClientObject.of(utf8)));
    } catch (Wrong wrong) {
      return new Answered(GameFrames.frame(wrong.error()));
    }
  }

  @Override
  public Reading binary(byte[] bytes) {
    return Troubles.binary();
  }

  @Override
  public Frame trouble(Trouble trouble) {
    return Troubles.frame(trouble);
  }

  private FromClient read(ClientObject in) throws Wrong {
    return switch (type(in)) {
      case CREATE_SESSION -> createSession(in);
      case UPDATE_SESSION -> new UpdateSession(PlanReader.read(in));
      case JOIN_SESSION -> joinSession(in);
      case REJOIN_HOST -> rejoinHost(in);
      case REJOIN_SESSION ->
          new RejoinSession(
              Secrets.token(in.text("rejoinToken", "the one that participant:joined gave you")));
      case WATCH_SESSION -> new WatchSession();
      case HOST_START -> new HostCommand(Move.START);
      case HOST_PAUSE -> new HostCommand(Move.PAUSE);
      case HOST_RESUME -> new HostCommand(Move.RESUME);
      case HOST_REVEAL -> new HostCommand(Move.REVEAL);
      case HOST_NEXT -> new HostCommand(Move.NEXT);
      case HOST_END -> new HostCommand(Move.END);
      case SUBMIT_ANSWER ->
          new SubmitAnswer(id(in, "questionId", QUESTION_ID), id(in, "optionId", OPTION_ID));
    };
  }

  private static MessageType type(ClientObject in) throws Wrong {
    return MessageType.named(in.text("type", "a text such as \"join_session\""))
        .orElseThrow(
            () ->
                new Wrong(
                    ErrorCode.UNKNOWN_TYPE,
                    "There is no message of this type. Types are " + KNOWN_TYPES + "."));
  }

  private CreateSession createSession(ClientObject message) throws Wrong {
    ClientObject in = message.under(ErrorCode.INVALID_SESSION);
    Optional<String> sent = in.optionalText("hostId", HOST_ID).filter(id -> !id.isEmpty());
    if (sent.isPresent() && !HostId.isValid(sent.get())) {
      throw in.wrong("hostId", "not a host id", HOST_ID + ", or left out to be given one");
    }
    HostId host = sent.map(HostId::new).orElseGet(() -> HostNames.of(chance.get()));
    Optional<Hash> hostKey = hostKey(in).map(key -> Secrets.hostKey(host, key));
    return new CreateSession(host, hostKey, PlanReader.read(in));
  }

  private RejoinHost rejoinHost(ClientObject in) throws Wrong {
    Optional<HostId> host =
        Optional.of(in.text("hostId", "the hostId of session:created"))
            .filter(HostId::isValid)
            .map(HostId::new);
    Optional<String> key = hostKey(in);
    return new RejoinHost(host, host.flatMap(id -> key.map(k -> Secrets.hostKey(id, k))));
  }

  private Optional<String> hostKey(ClientObject in) throws Wrong {
    Optional<String> key = in.optionalText("hostKey", HOST_KEY);
    if (key.isPresent() && !Secrets.isHostKey(key.get())) {
      throw in.wrong("hostKey", "too short, too long or not Unicode", HOST_KEY);
    }
    if (key.isEmpty() && requireHostKey) {
      throw new Wrong(Refusals.hostKeyRequired());
    }
    return key;
  }

  private static JoinSession joinSession(ClientObject in) throws Wrong {
    String code = in.optionalText("code", "the code of the session, or left out").orElse("");
    if (!code.isEmpty() && !CODE.matcher(code).matches()) {
      throw new Wrong(Refusals.otherCode());
    }
    return new JoinSession(code, Secrets.newToken());
  }

  private static String id(ClientObject in, String name, String right) throws Wrong {
    String id = in.text(name, right);
    if (id.length() > ID_CHARS_MAX) {
      throw in.wrong(name, "longer than any id", right);
    }
    // Half a surrogate pair does not travel between nodes: the relay would take what everybody here
    // says for lost, and begin anew.
    if (!LoneSurrogates.none(id)) {
      throw in.wrong(name, "not Unicode", right);
    }
    return id;
  }
}
