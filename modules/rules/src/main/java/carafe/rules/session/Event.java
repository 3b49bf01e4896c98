package carafe.rules.session;

import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.identity.ParticipantId;
import carafe.rules.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has happened to a session: the journal's words. From these alone all state follows. */
public sealed interface Event {
  /** When it happened; of a group, its last part. */
  Instant at();

  record CodeReserved(Instant until, Instant at) implements Event {}

  /** Starts the state afresh; {@code number} is one more than the session before had. */
  record SessionCreated(
      int number,
      HostId host,
      Optional<Hash> hostKey,
      Hash connection,
      Plan plan,
      int capacity,
      Instant at)
      implements Event {}

  record SessionUpdated(Plan plan, Instant at) implements Event {}

  /** One or more took seats, in this order. */
  record ParticipantsJoined(List<Joined> joined) implements Event {
    public ParticipantsJoined {
      joined = nonEmpty(joined);
    }

    @Override
    public Instant at() {
      return joined.getLast().at();
    }
  }

  /** One newcomer of {@link ParticipantsJoined}. */
  record Joined(
      ParticipantId participant, String pseudonym, Hash token, Hash connection, Instant at) {}

  /** One or more who had seats joined again and got fresh tokens. */
  record TokensRenewed(List<Renewed> renewed) implements Event {
    public TokensRenewed {
      renewed = nonEmpty(renewed);
    }

    @Override
    public Instant at() {
      return renewed.getLast().at();
    }
  }

  /** One fresh token of {@link TokensRenewed}. */
  record Renewed(ParticipantId participant, Hash token, Instant at) {}

  record SeatsGivenUp(List<ParticipantId> participants, Instant at) implements Event {
    public SeatsGivenUp {
      participants = nonEmpty(participants);
    }
  }

  /** All options of all questions have their order. */
  record GameStarted(List<Round> rounds, Instant at) implements Event {
    public GameStarted {
      rounds = List.copyOf(rounds);
    }
  }

  record QuestionOpened(int round, int question, String id, Instant deadline, Instant at)
      implements Event {}

  /** One or more answers to one question, in the order they were decided. */
  record AnswersSubmitted(String question, List<Answer> answers) implements Event {
    public AnswersSubmitted {
      answers = nonEmpty(answers);
    }

    @Override
    public Instant at() {
      return answers.getLast().at();
    }
  }

  record QuestionPaused(Duration remaining, Instant at) implements Event {}

  record QuestionResumed(Instant deadline, Instant at) implements Event {}

  record QuestionRevealed(RevealCause by, Instant at) implements Event {}

  record RoundFinished(int round, Instant at) implements Event {}

  record SessionEnded(EndCause by, Instant at) implements Event {}

  record HostLeft(Instant at) implements Event {}

  record HostReturned(Instant at) implements Event {}

  private static <T> List<T> nonEmpty(List<T> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("an event tells of somebody");
    }
    return List.copyOf(parts);
  }
}
