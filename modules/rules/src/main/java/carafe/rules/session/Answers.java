package carafe.rules.session;

import carafe.rules.collect.PersistentMap;
import carafe.rules.identity.ParticipantId;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest answer of each participant to the question that is asked. */
public final class Answers {
  private static final Answers NONE = new Answers(PersistentMap.empty());

  private final PersistentMap<ParticipantId, Answer> newest;

  private Answers(PersistentMap<ParticipantId, Answer> newest) {
    this.newest = newest;
  }

  public static Answers none() {
    return NONE;
  }

  /** These answers; of two by one participant the latter counts. */
  public static Answers of(Collection<Answer> answers) {
    var all = NONE;
    for (Answer answer : answers) {
      all = all.with(answer);
    }
    return all;
  }

  Answers with(Answer answer) {
    return new Answers(newest.with(answer.participant(), answer));
  }

  /** How many participants have answered. */
  public int size() {
    return newest.size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public Optional<Answer> of(ParticipantId participant) {
    return newest.get(participant);
  }

  /** All answers, in no particular order. */
  public Stream<Answer> all() {
    return newest.values();
  }

  /** Those whose newest answer is this option, in no particular order. */
  public Stream<ParticipantId> whoChose(String option) {
    return all().filter(answer -> answer.option().equals(option)).map(Answer::participant);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answers answers && newest.equals(answers.newest);
  }

  @Override
  public int hashCode() {
    return newest.hashCode();
  }

  @Override
  public String toString() {
    return "Answers[" + size() + "]";
  }
}
