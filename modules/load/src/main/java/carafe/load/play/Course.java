package carafe.load.play;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The steps of one game in their order, and how far everybody is. Phones arrive from their loops
 * while the script begins and waits, so all of it is under one lock.
 */
final class Course {
  private static final List<StepKind> OF_A_QUESTION =
      List.of(StepKind.QUESTION, StepKind.ANSWER, StepKind.RETURN, StepKind.REVEAL, StepKind.BOARD);

  private final List<Phone> phones;
  private final List<Step> steps = new ArrayList<>();
  private int current = -1;

  Course(int questions, List<Phone> phones) {
    this.phones = phones;
    steps.add(new Step(StepKind.JOIN));
    for (int i = 0; i < questions; i++) {
      OF_A_QUESTION.forEach(kind -> steps.add(new Step(kind)));
    }
    steps.add(new Step(StepKind.FINAL));
    steps.add(new Step(StepKind.END));
  }

  private int index(StepKind kind, int nth) {
    return switch (kind) {
      case JOIN -> 0;
      case QUESTION, ANSWER, RETURN, REVEAL, BOARD ->
          1 + OF_A_QUESTION.size() * nth + OF_A_QUESTION.indexOf(kind);
      case FINAL -> steps.size() - 2;
      case END -> steps.size() - 1;
    };
  }

  /** All who are there are expected. */
  synchronized Step begin(StepKind kind, int nth, long at) {
    current = index(kind, nth);
    Step step = steps.get(current);
    step.begin(present(), at);
    return step;
  }

  /** When the step began; empty: it did not begin yet, or the phone was there before. */
  synchronized OptionalLong arrive(Phone phone, StepKind kind, int nth, long at) {
    int index = index(kind, nth);
    if (index <= phone.reached() || phone.isGone()) {
      return OptionalLong.empty();
    }
    phone.reach(index);
    Step step = steps.get(index);
    step.arrive(at);
    return step.isBegun() ? OptionalLong.of(step.begunAt()) : OptionalLong.empty();
  }

  /** It will not come any more. */
  synchronized void lose(Phone phone) {
    if (!phone.isGone()) {
      phone.go();
      if (current >= 0 && phone.reached() < current) {
        steps.get(current).lose();
      }
    }
  }

  /**
   * Those who are there and have not got it are not waited for any more: what follows is not
   * expected of them.
   */
  synchronized Set<Phone> giveUp(StepKind kind, int nth) {
    int index = index(kind, nth);
    Set<Phone> missing =
        phones.stream()
            .filter(phone -> !phone.isGone() && phone.reached() < index)
            .collect(Collectors.toSet());
    missing.forEach(Phone::go);
    return missing;
  }

  synchronized int present() {
    return (int) phones.stream().filter(phone -> !phone.isGone()).count();
  }

  synchronized boolean isGone(Phone phone) {
    return phone.isGone();
  }
}
