package carafe.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.chaos.check.GameNotes;
import carafe.it.chaos.check.Journal;
import carafe.it.chaos.check.Verdict;
import carafe.it.chaos.check.Violation;
import carafe.it.chaos.cluster.Cluster;
import carafe.it.chaos.cluster.Node;
import carafe.it.chaos.crowd.Crowd;
import carafe.it.chaos.fault.Fault;
import carafe.it.chaos.fault.Inflictor;
import carafe.it.chaos.fault.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One run: games go on, faults come and go, one at a time; then everybody looks once more, and what
 * they were promised is compared with what they got.
 */
final class Run {
  static final int NODES = 3;

  /** Phones at each table. */
  private static final int PHONES = 5;

  private static final Duration WHOLE_WITHIN = Duration.ofSeconds(90);
  private static final Duration GAMES_END_WITHIN = Duration.ofMinutes(2);
  private static final Duration LOOK_WITHIN = Duration.ofMinutes(1);

  /** Time for games between two faults. */
  private static final long CALM_SECONDS = 3;

  private final long seed;
  private final Duration length;
  private final Schedule schedule;
  private final List<Violation> found = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final List<Inflicted> inflicted = new ArrayList<>();

  /** A fault and its time, recovery included. */
  private record Inflicted(Fault fault, Instant from, Instant to) {}

  Run(long seed, Duration length, boolean ruthless) {
    this.seed = seed;
    this.length = length;
    this.schedule = new Schedule(seed, NODES, ruthless);
  }

  Verdict on(Cluster cluster, int tables) throws InterruptedException {
    say(
        "seed %1$d, repeated by -Dchaos.seed=%1$d; faults by %2$s"
            .formatted(seed, cluster.method()));
    awaitWhole(cluster, "the start");
    Instant end = Instant.now().plus(length);
    try (Crowd crowd = Crowd.at(cluster.address(), tables, PHONES, seed)) {
      Inflictor inflictor = new Inflictor(cluster);
      calm();
      while (Instant.now().isBefore(end) && found.isEmpty()) {
        Fault fault = schedule.next();
        say(fault.toString());
        Instant began = Instant.now();
        inflictor.inflict(fault).ifPresent(wrong -> found.add(notWhole(fault.toString(), wrong)));
        awaitWhole(cluster, fault.toString());
        calm();
        inflicted.add(new Inflicted(fault, began, Instant.now()));
      }
      if (!crowd.finish(GAMES_END_WITHIN)) {
        say("games are not over " + GAMES_END_WITHIN + " after the last fault");
      }
      if (!crowd.lookAgain(LOOK_WITHIN)) {
        found.add(notWhole("the end", "not everybody could look once more"));
      }
      found.addAll(journal(cluster));
      List<GameNotes> notes = crowd.notes();
      Verdict verdict = Verdict.of(notes, found);
      say(crowd.connections() + " connections, starts of nodes " + starts(cluster));
      for (Inflicted one : inflicted) {
        Duration wait = Verdict.longestWait(notes, one.from(), one.to());
        say("  longest wait for an acknowledgement " + wait.toMillis() + " ms in " + one.fault());
      }
      say(verdict.toString());
      keep(cluster, notes, verdict);
      return verdict;
    }
  }

  /** The whole notes of games in which something was wrong, for whoever looks into it. */
  private void keep(Cluster cluster, List<GameNotes> notes, Verdict verdict) {
    Set<String> wrong = new HashSet<>();
    verdict.violations().forEach(violation -> wrong.add(violation.game()));
    try {
      Files.writeString(cluster.folder().resolve("report.txt"), story());
      for (GameNotes game : notes) {
        if (wrong.contains(game.code())) {
          Files.writeString(cluster.folder().resolve("game-" + game.code() + ".txt"), game.story());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!wrong.isEmpty()) {
      say("notes and logs of nodes are in " + cluster.folder());
    }
  }

  private static List<Integer> starts(Cluster cluster) {
    return cluster.nodes().stream().map(Node::starts).toList();
  }

  private void awaitWhole(Cluster cluster, String after) {
    Instant since = Instant.now();
    if (cluster.awaitWhole(WHOLE_WITHIN)) {
      say("  whole after " + Duration.between(since, Instant.now()).toMillis() + " ms");
    } else {
      found.add(notWhole(after, "not all nodes are ready " + WHOLE_WITHIN + " later"));
    }
  }

  private static Violation notWhole(String when, String what) {
    return new Violation(Violation.Kind.NOT_WHOLE, "the cluster", when, what, List.of());
  }

  private static List<Violation> journal(Cluster cluster) {
    try (Connection connection = cluster.database().connect()) {
      return Journal.check(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the journal cannot be read", e);
    }
  }

  private static void calm() throws InterruptedException {
    TimeUnit.SECONDS.sleep(CALM_SECONDS);
  }

  private void say(String text) {
    String line = Instant.now().toString().substring(11, 23) + " " + text;
    story.add(line);
    System.out.println("chaos: " + line);
  }

  /** A run in which nobody was promised anything, or nothing was done, proves nothing. */
  void mustHaveShownSomething(Verdict verdict, int tables) {
    assertThat(inflicted).as(story()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(verdict.games()).as(story()).isGreaterThanOrEqualTo(tables);
    assertThat(verdict.joins()).as(story()).isGreaterThanOrEqualTo((long) tables * PHONES);
    assertThat(verdict.answers()).as(story()).isGreaterThanOrEqualTo(2L * tables * PHONES);
    assertThat(verdict.incarnations()).as(story()).isGreaterThanOrEqualTo(tables);
  }

  String story() {
    return String.join("\n", story);
  }
}
