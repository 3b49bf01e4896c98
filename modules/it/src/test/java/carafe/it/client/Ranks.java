package carafe.it.client;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Standings as the reference has them, worked out anew: 1, 1, 3; within a rank by name. */
public final class Ranks {
  /** A line of a leaderboard. */
  public record Entry(String pseudonym, int score, int rank) {}

  private Ranks() {}

  public static List<Entry> of(Map<String, Integer> scores) {
    return scores.entrySet().stream()
        .map(
            one ->
                new Entry(
                    one.getKey(),
                    one.getValue(),
                    1 + (int) scores.values().stream().filter(s -> s > one.getValue()).count()))
        .sorted(Comparator.comparingInt(Entry::rank).thenComparing(Entry::pseudonym))
        .toList();
  }

  /** What a list of the server says. */
  public static List<Entry> in(Message message, String field) {
    return message.objects(field).stream()
        .map(
            entry ->
                new Entry(
                    entry.text("pseudonym"),
                    (int) entry.number("score"),
                    (int) entry.number("rank")))
        .toList();
  }
}
