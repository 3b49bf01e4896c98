package carafe.tasting.wire;

import carafe.rooms.message.ClientMessage;
import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.plan.Plan;
import java.util.Optional;

/**
 * What clients say to a session, read and checked: event-reference.txt, "Client → Server", with the
 * additions of PROTOCOL.md. Secrets are hashed where the connection is; only a new token travels.
 */
public sealed interface FromClient extends ClientMessage {
  /** The name by which joins and rejoins replace each other when a relay repeats them. */
  String REPEAT_SEAT = "seat";

  /** The name by which answers replace each other when a relay repeats them. */
  String REPEAT_ANSWER = "answer";

  /** Weight of what a whole screen is drawn for. A client needs it once for each connection. */
  int WHOLE_SCREEN = 10;

  /**
   * {@code create_session}.
   *
   * @param host what was sent, or one made for a client that sent none
   */
  record CreateSession(HostId host, Optional<Hash> hostKey, Plan plan) implements FromClient {
    @Override
    public boolean checksCredentials() {
      return true;
    }

    @Override
    public int weight() {
      return WHOLE_SCREEN;
    }

    /** Shows no right answers. */
    @Override
    public String toString() {
      return "CreateSession";
    }
  }

  /** {@code update_session}. */
  record UpdateSession(Plan plan) implements FromClient {
    /** Shows no right answers. */
    @Override
    public String toString() {
      return "UpdateSession";
    }
  }

  /**
   * {@code join_session}.
   *
   * @param code empty when the client named none
   * @param token the rejoin token made for this join; a secret
   */
  record JoinSession(String code, String token) implements FromClient {
    @Override
    public Optional<String> repeatable() {
      return Optional.of(REPEAT_SEAT);
    }

    @Override
    public int weight() {
      return WHOLE_SCREEN;
    }

    /** Shows no token. */
    @Override
    public String toString() {
      return "JoinSession";
    }
  }

  /** {@code rejoin_session}, by the hash of its token. */
  record RejoinSession(Hash token) implements FromClient {
    @Override
    public Optional<String> repeatable() {
      return Optional.of(REPEAT_SEAT);
    }

    @Override
    public int weight() {
      return WHOLE_SCREEN;
    }

    /** Shows no token, not even its hash. */
    @Override
    public String toString() {
      return "RejoinSession";
    }
  }

  /**
   * {@code rejoin_host}.
   *
   * @param host absent when what was sent cannot be a host id
   */
  record RejoinHost(Optional<HostId> host, Optional<Hash> hostKey) implements FromClient {
    @Override
    public Optional<String> repeatable() {
      return Optional.of(REPEAT_SEAT);
    }

    @Override
    public boolean checksCredentials() {
      return true;
    }

    @Override
    public int weight() {
      return WHOLE_SCREEN;
    }

    /** Shows no credentials. */
    @Override
    public String toString() {
      return "RejoinHost";
    }
  }

  /** {@code watch_session}. */
  record WatchSession() implements FromClient {
    @Override
    public int weight() {
      return WHOLE_SCREEN;
    }
  }

  /** One of {@code host:start} … {@code host:end}. */
  record HostCommand(Move move) implements FromClient {}

  /** What a host can do with a game. */
  enum Move {
    START,
    PAUSE,
    RESUME,
    REVEAL,
    NEXT,
    END
  }

  /** {@code submit_answer}. */
  record SubmitAnswer(String question, String option) implements FromClient {
    @Override
    public Optional<String> repeatable() {
      return Optional.of(REPEAT_ANSWER);
    }

    /** Shows no answer. */
    @Override
    public String toString() {
      return "SubmitAnswer";
    }
  }
}
