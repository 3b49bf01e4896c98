package carafe.it.chaos.check;

import carafe.it.client.Ranks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes of a made-up client, a second apart. */
final class Told {
  static final String RIGHT = "right";
  static final String WRONG = "wrong";

  private static final Instant BEGIN = Instant.parse("2026-01-01T20:00:00Z");

  private final String name;
  private final List<Note> notes = new ArrayList<>();

  Told(String name) {
    this.name = name;
  }

  static Instant second(long number) {
    return BEGIN.plusSeconds(number);
  }

  private Instant now() {
    return second(notes.size());
  }

  Told joined() {
    return joined(name);
  }

  Told joined(String pseudonym) {
    notes.add(new Note.Joined(now(), pseudonym));
    return this;
  }

  Told returned(String pseudonym) {
    notes.add(new Note.Returned(now(), pseudonym));
    return this;
  }

  Told refused() {
    notes.add(new Note.Refused(now(), "INVALID_TOKEN"));
    return this;
  }

  Told said(String question, String option) {
    notes.add(new Note.Answered(now(), question, option));
    return this;
  }

  Told accepted(String question, String option) {
    notes.add(new Note.Accepted(now(), question, option));
    return this;
  }

  Told selected(String question, String option) {
    notes.add(
        new Note.Selected(now(), question, Optional.of(option).filter(text -> !text.isEmpty())));
    return this;
  }

  Told scored(String question, int points, int total) {
    notes.add(new Note.Scored(now(), question, points, total));
    return this;
  }

  Told deadline(String question, long second) {
    notes.add(new Note.Deadline(now(), question, second(second)));
    return this;
  }

  Told heard(String incarnation, long first, long last) {
    notes.add(new Note.Heard(second(first), second(last), incarnation));
    return this;
  }

  /** A host's board: names and scores in turn. */
  Told board(Object... namesAndScores) {
    notes.add(new Note.Board(now(), ranks(namesAndScores), Optional.empty()));
    return this;
  }

  Told boardAnd(int score, int rank, Object... namesAndScores) {
    notes.add(
        new Note.Board(now(), ranks(namesAndScores), Optional.of(new Note.Standing(score, rank))));
    return this;
  }

  Told board(List<Ranks.Entry> rankings) {
    notes.add(new Note.Board(now(), rankings, Optional.empty()));
    return this;
  }

  private static List<Ranks.Entry> ranks(Object... namesAndScores) {
    Map<String, Integer> scores = new LinkedHashMap<>();
    for (int i = 0; i < namesAndScores.length; i += 2) {
      scores.put((String) namesAndScores[i], (Integer) namesAndScores[i + 1]);
    }
    return Ranks.of(scores);
  }

  PhoneNotes notes() {
    return new PhoneNotes(name, notes);
  }

  /** A game of questions whose right option is {@link #RIGHT}. */
  static GameNotes game(Told host, Told... phones) {
    return new GameNotes(
        "4821",
        Map.of("q1", RIGHT, "q2", RIGHT),
        host.notes(),
        List.of(phones).stream().map(Told::notes).toList());
  }
}
