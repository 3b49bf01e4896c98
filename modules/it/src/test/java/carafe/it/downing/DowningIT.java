package carafe.it.downing;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.cluster.TestCluster;
import carafe.it.server.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The quick path downs the dead and never the living, whatever happens to the database, to their
 * locks and to their time; the resolver downs who is away for longer than its patience.
 */
@Isolated("nobody may be downed because the machine is busy")
class DowningIT {
  private static final int NODES = 3;

  /** Shorter than the resolver's patience, longer than the failure detector's. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** Far less than the resolver's patience, which is 7 s after some three. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private static final String DEAD = "is dead: its lock in the database is gone";
  private static final String SPARED = "but that is not enough to give it up";
  private static final String RESOLVED = "The resolver downs";

  private static final TestCluster CLUSTER = TestCluster.of(NODES);
  private static final Locks LOCKS = new Locks(CLUSTER.database());

  private Map<Integer, String> uids = Map.of();
  private Map<String, String> holders = Map.of();

  /** How much of its log was there before the test. */
  private final Map<Integer, Integer> marks = new TreeMap<>();

  @BeforeAll
  static void start() {
    CLUSTER.start().awaitWhole();
  }

  @AfterAll
  static void end() {
    CLUSTER.close();
  }

  @BeforeEach
  void remember() {
    awaitSound();
    uids = numbers().boxed().collect(Collectors.toMap(n -> n, n -> Seen.by(CLUSTER.node(n)).uid()));
    holders = LOCKS.holders();
    numbers().forEach(n -> marks.put(n, CLUSTER.node(n).out().length()));
  }

  // ---- the living

  @Test
  void aRestartedDatabaseDownsNobody() {
    CLUSTER.database().stop();
    CLUSTER.database().startAgain();
    awaitOtherHolders(uids.values());
    everybodyIsStillThere();
  }

  @Test
  void connectionsThatAreAllCutDownNobody() {
    LOCKS.cutAllConnections();
    awaitOtherHolders(uids.values());
    everybodyIsStillThere();
  }

  /** Its node takes the lock again within a second: until the others have seen it gone. */
  @Test
  void aLockSessionThatIsCutDownsNobody() {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    do {
      assertThat(System.nanoTime()).as("nobody saw the lock gone").isLessThan(deadline);
      holders = LOCKS.holders();
      LOCKS.cut(uid(2));
      awaitOtherHolders(Set.of(uid(2)));
    } while (!said(1, SPARED) || !said(3, SPARED));
    everybodyIsStillThere();
  }

  /** Its port still takes connections: the system does that for it. */
  @Test
  void aPauseDownsNobodyEvenWhenTheLockIsGone() {
    CLUSTER.pause(2);
    LOCKS.cut(uid(2));
    elapse(PAUSE);
    CLUSTER.goOn(2);
    awaitOtherHolders(Set.of(uid(2)));
    assertThat(said(1, SPARED) && said(3, SPARED)).as("the lock was seen gone").isTrue();
    everybodyIsStillThere();
  }

  @Test
  void aDatabaseThatStandsStillDownsNobody() {
    Database database = CLUSTER.database().processes();
    database.standStill();
    try {
      elapse(PAUSE);
    } finally {
      database.goOn();
    }
    everybodyIsStillThere();
  }

  private void everybodyIsStillThere() {
    CLUSTER.awaitWhole();
    awaitSound();
    numbers()
        .forEach(
            n -> {
              assertThat(Seen.by(CLUSTER.node(n)).uid()).as("node %d", n).isEqualTo(uid(n));
              assertThat(lines(n))
                  .as("node %d", n)
                  .noneMatch(line -> line.contains(DEAD))
                  .noneMatch(line -> line.contains(RESOLVED))
                  .noneMatch(line -> line.contains(" is removed, "));
            });
  }

  // ---- the dead

  @Test
  void aKilledProcessIsDownedAtOnce() {
    Instant killed = Instant.now();
    CLUSTER.kill9(2);
    awaitRemoved(uid(2), 1, 3);
    assertThat(Duration.between(killed, Instant.now())).isLessThan(AT_ONCE);
    assertThat(said(1, DEAD) || said(3, DEAD)).isTrue();
    CLUSTER.startAgain(2);
  }

  /** Its host and port have another process behind them before anybody has looked. */
  @Test
  void aProcessThatIsStartedAgainAtOnceIsNotTakenForTheDeadOne() {
    CLUSTER.kill9(3);
    CLUSTER.startAgain(3);
    awaitRemoved(uid(3), 1, 2);
    awaitSound();
    String successor = Seen.by(CLUSTER.node(3)).uid();
    assertThat(successor).isNotEqualTo(uid(3));
    assertThat(Stream.of(1, 2).flatMap(this::lines))
        .noneMatch(line -> line.contains(DEAD) && line.contains(successor))
        .noneMatch(line -> line.contains(RESOLVED));
  }

  /** A supervisor starts it again. */
  @Test
  void whoIsAwayForTooLongIsDownedStopsItselfAndComesBack() {
    CLUSTER.pause(1);
    awaitRemoved(uid(1), 2, 3);
    assertThat(Stream.of(2, 3).flatMap(this::lines))
        .anyMatch(line -> line.contains(RESOLVED))
        .noneMatch(line -> line.contains(DEAD));
    CLUSTER.goOn(1);
    assertThat(CLUSTER.node(1).awaitEnd()).isEqualTo(1);
    assertThat(CLUSTER.node(1).err()).contains("given up by the cluster");
    CLUSTER.startAgain(1);
    awaitSound();
  }

  // ---- what is waited for

  /** Until every node sees every node. */
  private static void awaitSound() {
    CLUSTER.awaitWhole();
    CLUSTER.await(
        "everybody sees everybody",
        () -> {
          Set<String> now =
              numbers().mapToObj(n -> Seen.by(CLUSTER.node(n)).uid()).collect(Collectors.toSet());
          return numbers().allMatch(n -> Seen.by(CLUSTER.node(n)).sound().equals(now));
        });
  }

  private static void awaitRemoved(String uid, int... witnesses) {
    CLUSTER.await(
        uid + " is removed",
        () -> IntStream.of(witnesses).noneMatch(n -> Seen.by(CLUSTER.node(n)).hasMember(uid)));
  }

  /** Until these nodes have taken their locks again. */
  private void awaitOtherHolders(Iterable<String> nodes) {
    CLUSTER.await(
        "locks are taken again",
        () -> {
          Map<String, String> now = LOCKS.holders();
          for (String uid : nodes) {
            if (!now.containsKey(uid) || now.get(uid).equals(holders.get(uid))) {
              return false;
            }
          }
          return true;
        });
  }

  /** The one fact that only time brings about. */
  private static void elapse(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String uid(int node) {
    return uids.getOrDefault(node, "");
  }

  private boolean said(int node, String what) {
    return lines(node).anyMatch(line -> line.contains(what));
  }

  /** What a node that was not started anew said since the test began. */
  private Stream<String> lines(int node) {
    return CLUSTER.node(node).out().substring(marks.getOrDefault(node, 0)).lines();
  }

  private static IntStream numbers() {
    return IntStream.rangeClosed(1, NODES);
  }
}
