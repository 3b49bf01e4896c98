package carafe.it.chaos.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import carafe.it.chaos.check.Violation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a room was alive once at a time, and its clock went on where it was. */
final class LifeCheck {
  /**
   * What was said before an incarnation ended may reach a client late: it lay in a buffer, or this
   * machine was busy. Ticks come every second; a life of its own shows for longer.
   */
  static final Duration OVERLAP_MAX = Duration.ofSeconds(5);

  private LifeCheck() {}

  static List<Violation> of(GameNotes game) {
    List<Violation> found = new ArrayList<>();
    everybody(game).forEach(who -> heardAgain(game, who, found));
    spokeAtOnce(game, found);
    deadlines(game, found);
    return found;
  }

  private static Stream<PhoneNotes> everybody(GameNotes game) {
    return Stream.concat(Stream.of(game.host()), game.phones().stream());
  }

  private static void heardAgain(GameNotes game, PhoneNotes who, List<Violation> found) {
    Set<String> before = new HashSet<>();
    List<Note> heard = new ArrayList<>();
    String now = "";
    for (Note.Heard note : who.all(Note.Heard.class)) {
      heard.add(note);
      if (!note.incarnation().equals(now) && !before.add(note.incarnation())) {
        found.add(
            new Violation(
                Kind.HEARD_AGAIN,
                game.code(),
                who.name(),
                note.incarnation() + " spoke again after another one",
                heard));
      }
      now = note.incarnation();
    }
  }

  /** From when to when anybody heard an incarnation. */
  private record Span(Instant first, Instant last) {
    Span with(Note.Heard note) {
      return new Span(
          note.at().isBefore(first) ? note.at() : first,
          note.last().isAfter(last) ? note.last() : last);
    }
  }

  private static Map<String, Span> spans(GameNotes game) {
    return everybody(game)
        .flatMap(who -> who.all(Note.Heard.class).stream())
        .collect(
            toMap(
                Note.Heard::incarnation,
                note -> new Span(note.at(), note.last()),
                (one, other) -> one.with(new Note.Heard(other.first(), other.last(), ""))));
  }

  /** For how long two of them were heard at the same time; zero when none were. */
  static Duration overlap(GameNotes game) {
    List<Span> spans = List.copyOf(spans(game).values());
    Duration longest = Duration.ZERO;
    for (int i = 0; i < spans.size(); i++) {
      for (int j = i + 1; j < spans.size(); j++) {
        Duration both = both(spans.get(i), spans.get(j));
        longest = both.compareTo(longest) > 0 ? both : longest;
      }
    }
    return longest;
  }

  private static Duration both(Span one, Span other) {
    Instant from = one.first().isAfter(other.first()) ? one.first() : other.first();
    Instant to = one.last().isBefore(other.last()) ? one.last() : other.last();
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }

  private static void spokeAtOnce(GameNotes game, List<Violation> found) {
    Duration overlap = overlap(game);
    if (overlap.compareTo(OVERLAP_MAX) > 0) {
      List<Note> evidence = new ArrayList<>();
      spans(game)
          .forEach((name, span) -> evidence.add(new Note.Heard(span.first(), span.last(), name)));
      found.add(
          new Violation(Kind.SPOKE_AT_ONCE, game.code(), "everybody", "for " + overlap, evidence));
    }
  }

  private static void deadlines(GameNotes game, List<Violation> found) {
    everybody(game)
        .flatMap(who -> who.all(Note.Deadline.class).stream())
        .collect(groupingBy(Note.Deadline::question))
        .forEach(
            (question, notes) -> {
              List<Note> distinct = new ArrayList<>();
              Set<Instant> told = new HashSet<>();
              notes.stream().filter(n -> told.add(n.deadline())).forEach(distinct::add);
              if (distinct.size() > 1) {
                found.add(
                    new Violation(
                        Kind.MOVED_DEADLINE, game.code(), "everybody", question, distinct));
              }
            });
  }
}
