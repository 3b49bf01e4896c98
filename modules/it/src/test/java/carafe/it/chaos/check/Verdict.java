package carafe.it.chaos.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run has shown.
 *
 * @param joins acknowledged ones
 * @param answers acknowledged ones
 * @param incarnations of all rooms
 * @param overlap the longest time that two incarnations of a room were heard at once
 * @param longestWait from an answer said first to its acknowledgement, where one came
 */
public record Verdict(
    int games,
    long joins,
    long answers,
    long incarnations,
    Duration overlap,
    Duration longestWait,
    List<Violation> violations) {
  public Verdict {
    violations = List.copyOf(violations);
  }

  /** Checks the games, and adds what was found elsewhere. */
  public static Verdict of(Collection<GameNotes> games, List<Violation> others) {
    List<Violation> violations = new ArrayList<>(others);
    for (GameNotes game : games) {
      violations.addAll(PhoneCheck.of(game, game.host())); // who has a credential too
      game.phones().forEach(phone -> violations.addAll(PhoneCheck.of(game, phone)));
      violations.addAll(BoardCheck.of(game));
      violations.addAll(LifeCheck.of(game));
    }
    return new Verdict(
        games.size(),
        phones(games).filter(phone -> phone.pseudonym().isPresent()).count(),
        phones(games).mapToLong(Waits::accepted).sum(),
        games.stream().mapToLong(Verdict::incarnations).sum(),
        games.stream().map(LifeCheck::overlap).max(Comparator.naturalOrder()).orElse(Duration.ZERO),
        phones(games).map(Waits::longest).max(Comparator.naturalOrder()).orElse(Duration.ZERO),
        violations);
  }

  /** The longest wait for an acknowledgement of an answer that was said first in that time. */
  public static Duration longestWait(Collection<GameNotes> games, Instant from, Instant to) {
    return phones(games)
        .map(phone -> Waits.longest(phone, from, to))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Stream<PhoneNotes> phones(Collection<GameNotes> games) {
    return games.stream().flatMap(game -> game.phones().stream());
  }

  private static long incarnations(GameNotes game) {
    return Stream.concat(Stream.of(game.host()), game.phones().stream())
        .flatMap(who -> who.all(Note.Heard.class).stream())
        .map(Note.Heard::incarnation)
        .distinct()
        .count();
  }

  public boolean isClean() {
    return violations.isEmpty();
  }

  @Override
  public String toString() {
    return "%d games, %d joins and %d answers acknowledged, %d incarnations of rooms, longest overlap %d ms, longest wait for an acknowledgement %d ms, %d violations"
            .formatted(
                games,
                joins,
                answers,
                incarnations,
                overlap.toMillis(),
                longestWait.toMillis(),
                violations.size())
        + violations.stream().map(v -> "\n    " + v).collect(Collectors.joining());
  }
}
