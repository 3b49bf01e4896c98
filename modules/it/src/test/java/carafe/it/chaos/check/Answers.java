package carafe.it.chaos.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one phone said to one question, and what may therefore be stored: the last choice that was
 * accepted, or one that it sent after it and whose acknowledgement was lost.
 */
final class Answers {
  private final List<Note> evidence = new ArrayList<>();
  private final List<String> choices = new ArrayList<>();
  private int accepted = -1;

  /** Goes over the notes up to this one, or over all. */
  static Answers to(String question, PhoneNotes phone, Optional<Note> until) {
    Answers answers = new Answers();
    for (Note note : phone.notes()) {
      if (until.filter(note::equals).isPresent()) {
        break;
      }
      switch (note) {
        case Note.Answered n when n.question().equals(question) -> answers.sent(n);
        case Note.Accepted n when n.question().equals(question) -> answers.accepted(n);
        default -> {}
      }
    }
    return answers;
  }

  /** A repetition is no new choice: phones here never go back to one. */
  private void sent(Note.Answered note) {
    evidence.add(note);
    if (!choices.contains(note.option())) {
      choices.add(note.option());
    }
  }

  /** An older choice may be acknowledged late: the newer one has taken its place all the same. */
  private void accepted(Note.Accepted note) {
    evidence.add(note);
    accepted = Math.max(accepted, choices.indexOf(note.option()));
  }

  boolean anyAccepted() {
    return accepted >= 0;
  }

  /** Empty stands for no answer. */
  Set<Optional<String>> possible() {
    Set<Optional<String>> possible = new LinkedHashSet<>();
    if (!anyAccepted()) {
      possible.add(Optional.empty());
    }
    choices
        .subList(Math.max(0, accepted), choices.size())
        .forEach(c -> possible.add(Optional.of(c)));
    return possible;
  }

  List<Note> evidence(Note more) {
    List<Note> all = new ArrayList<>(evidence);
    all.add(more);
    return all;
  }
}
