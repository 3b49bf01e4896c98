package carafe.tasting.wire;

import static carafe.rules.session.Phase.ENDED;
import static carafe.rules.session.Phase.QUESTION_OPEN;
import static carafe.rules.session.Phase.QUESTION_PAUSED;
import static carafe.rules.session.Phase.QUESTION_REVEALED;
import static carafe.rules.session.Phase.ROUND_LEADERBOARD;
import static carafe.rules.session.Phase.WAITING;

import carafe.rules.session.Phase;
import carafe.tasting.wire.FromClient.CreateSession;
import carafe.tasting.wire.FromClient.HostCommand;
import carafe.tasting.wire.FromClient.JoinSession;
import carafe.tasting.wire.FromClient.RejoinHost;
import carafe.tasting.wire.FromClient.RejoinSession;
import carafe.tasting.wire.FromClient.SubmitAnswer;
import carafe.tasting.wire.FromClient.UpdateSession;
import carafe.tasting.wire.FromClient.WatchSession;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What clients can say, by the {@code type} they say it with, and in which phases it does
 * something.
 */
public enum MessageType {
  CREATE_SESSION("create_session"),
  UPDATE_SESSION("update_session"),
  JOIN_SESSION("join_session"),
  REJOIN_HOST("rejoin_host"),
  REJOIN_SESSION("rejoin_session"),
  WATCH_SESSION("watch_session"),
  HOST_START("host:start"),
  HOST_PAUSE("host:pause"),
  HOST_RESUME("host:resume"),
  HOST_REVEAL("host:reveal"),
  HOST_NEXT("host:next"),
  HOST_END("host:end"),
  SUBMIT_ANSWER("submit_answer");

  private static final Map<String, MessageType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(MessageType::wireName, Function.identity()));

  private final String wireName;

  MessageType(String wireName) {
    this.wireName = wireName;
  }

  /** The {@code type} of such messages. */
  public String wireName() {
    return wireName;
  }

  /** The phases in which the rules may accept such a message. */
  Set<Phase> possibleIn() {
    return switch (this) {
      case CREATE_SESSION -> EnumSet.of(WAITING, ENDED);
      case UPDATE_SESSION, JOIN_SESSION, HOST_START -> EnumSet.of(WAITING);
      case HOST_PAUSE, SUBMIT_ANSWER -> EnumSet.of(QUESTION_OPEN);
      case HOST_RESUME -> EnumSet.of(QUESTION_PAUSED);
      case HOST_REVEAL -> EnumSet.of(QUESTION_OPEN, QUESTION_PAUSED);
      case HOST_NEXT -> EnumSet.of(QUESTION_REVEALED, ROUND_LEADERBOARD);
      case HOST_END -> EnumSet.complementOf(EnumSet.of(ENDED));
      case REJOIN_HOST, REJOIN_SESSION, WATCH_SESSION -> EnumSet.allOf(Phase.class);
    };
  }

  static Optional<MessageType> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  /** With which {@code type} a message was sent. */
  public static MessageType of(FromClient message) {
    return switch (message) {
      case CreateSession _ -> CREATE_SESSION;
      case UpdateSession _ -> UPDATE_SESSION;
      case JoinSession _ -> JOIN_SESSION;
      case RejoinHost _ -> REJOIN_HOST;
      case RejoinSession _ -> REJOIN_SESSION;
      case WatchSession _ -> WATCH_SESSION;
      case SubmitAnswer _ -> SUBMIT_ANSWER;
      case HostCommand m ->
          switch (m.move()) {
            case START -> HOST_START;
            case PAUSE -> HOST_PAUSE;
            case RESUME -> HOST_RESUME;
            case REVEAL -> HOST_REVEAL;
            case NEXT -> HOST_NEXT;
            case END -> HOST_END;
          };
    };
  }
}
