package carafe.server.cluster.downing;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.cluster.downing.Inquest.Evidence;
import carafe.server.cluster.downing.Inquest.Standing;
import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Only all the evidence downs a member: every other combination of facts leaves it alone. */
class InquestTest {
  private static final NodeAddress SUSPECT = new NodeAddress("10.0.0.2", 7355, 2);
  private static final NodeAddress SUCCESSOR = new NodeAddress("10.0.0.2", 7355, 3);
  private static final NodeAddress OTHER = new NodeAddress("10.0.0.3", 7355, 4);
  private static final NodeAddress SELF = new NodeAddress("10.0.0.1", 7355, 1);
  private static final Duration AGE = Duration.ofMillis(30);

  /** What may be the case between a look at the locks and the decision. */
  private enum Fact {
    /** Another session saw the lock held: the database was restarted, or the connection cut. */
    OTHER_SESSION,
    OWN_LOCK_MISSING,
    /** The session has never seen the suspect's lock held. */
    NEVER_SEEN_HELD,
    STILL_LOCKED,
    /** Another row with the same address is locked. */
    LOCKED_BY_ANOTHER_ROW,
    ROW_DELETED,
    ROW_OF_ANOTHER_PROCESS,
    PORT_TAKEN,
    PORT_SILENT,
    /** The member at the suspect's host and port is another process. */
    RESTARTED,
    MEMBER_LEAVES,
    NOT_A_MEMBER,
    ANOTHER_UNREACHABLE,
    SELF_NOT_UP,
    OLD_EVIDENCE
  }

  @Test
  void aMemberIsDownedWhenEverythingSaysThatItIsDead() {
    assertThat(dead(Set.of())).containsExactly(SUSPECT);
  }

  @Test
  void anyFactLessSparesIt() {
    Fact[] facts = Fact.values();
    int tried = 0;
    for (int bits = 1; bits < 1 << facts.length; bits++) {
      List<Fact> holding = new ArrayList<>();
      for (int i = 0; i < facts.length; i++) {
        if ((bits & 1 << i) != 0) {
          holding.add(facts[i]);
        }
      }
      assertThat(dead(Set.copyOf(holding))).as("%s", holding).isEmpty();
      tried++;
    }
    assertThat(tried).isEqualTo(32_767);
  }

  @Test
  void severalMayDieAtOnce() {
    Evidence evidence =
        new Evidence(
            Set.of(SUSPECT, OTHER), Map.of(SUSPECT, Answer.REFUSED, OTHER, Answer.REFUSED), AGE);
    List<Standing> others =
        List.of(new Standing(SUSPECT, false, false), new Standing(OTHER, true, false));
    assertThat(Inquest.dead(evidence, true, others)).containsExactlyInAnyOrder(SUSPECT, OTHER);
  }

  @Test
  void whoIsOnItsWayOutHoldsNobodyUp() {
    Evidence evidence = new Evidence(Set.of(SUSPECT), Map.of(SUSPECT, Answer.REFUSED), AGE);
    List<Standing> others =
        List.of(new Standing(SUSPECT, true, false), new Standing(OTHER, false, true));
    assertThat(Inquest.dead(evidence, true, others)).containsExactly(SUSPECT);
  }

  /** A lock that was taken away from the living, who dies before it takes it again. */
  @Test
  void aDeathSomeTimeAfterTheLockWentIsSeen() {
    Sightings sightings = Sightings.none().after(look(1, true, row(2, SUSPECT, true)));
    Look gone = look(1, true, row(2, SUSPECT, false));
    for (int i = 0; i < 3; i++) {
      assertThat(sightings.gone(gone)).containsExactly(SUSPECT);
      sightings = sightings.after(gone);
    }
  }

  @Test
  void afterARestartOfTheDatabaseNobodyIsMissed() {
    Sightings sightings = Sightings.none().after(look(1, true, row(2, SUSPECT, true)));
    Look empty = look(2, true, row(2, SUSPECT, false));
    assertThat(sightings.gone(empty)).isEmpty();
    assertThat(sightings.after(empty).gone(empty)).isEmpty();
    Sightings again = sightings.after(empty).after(look(2, true, row(2, SUSPECT, true)));
    assertThat(again.gone(empty)).containsExactly(SUSPECT);
  }

  @Test
  void theOwnLockMissingOnceForgetsWhatWasSeen() {
    Sightings sightings =
        Sightings.none()
            .after(look(1, true, row(2, SUSPECT, true)))
            .after(look(1, false, row(2, SUSPECT, true)));
    assertThat(sightings.gone(look(1, true, row(2, SUSPECT, false)))).isEmpty();
  }

  @Test
  void rowsThatAreDeletedAreForgotten() {
    Sightings sightings =
        Sightings.none().after(look(1, true, row(2, SUSPECT, true))).after(look(1, true));
    assertThat(sightings).isEqualTo(new Sightings(1, Map.of(1, SELF)));
  }

  private static Set<NodeAddress> dead(Set<Fact> facts) {
    Sightings sightings =
        Sightings.none()
            .after(
                look(
                    facts.contains(Fact.OTHER_SESSION) ? 1 : 2,
                    true,
                    row(2, SUSPECT, !facts.contains(Fact.NEVER_SEEN_HELD))));
    List<NodeRow> rows = new ArrayList<>();
    if (!facts.contains(Fact.ROW_DELETED)) {
      rows.add(
          row(
              2,
              facts.contains(Fact.ROW_OF_ANOTHER_PROCESS) ? SUCCESSOR : SUSPECT,
              facts.contains(Fact.STILL_LOCKED)));
    }
    if (facts.contains(Fact.LOCKED_BY_ANOTHER_ROW)) {
      rows.add(row(5, SUSPECT, true));
    }
    Look look = look(2, !facts.contains(Fact.OWN_LOCK_MISSING), rows.toArray(NodeRow[]::new));
    Answer answer =
        facts.contains(Fact.PORT_TAKEN)
            ? Answer.TAKEN
            : facts.contains(Fact.PORT_SILENT) ? Answer.SILENCE : Answer.REFUSED;
    Evidence evidence =
        new Evidence(
            sightings.gone(look),
            Map.of(SUSPECT, answer, SUCCESSOR, answer),
            facts.contains(Fact.OLD_EVIDENCE) ? Inquest.FRESH.plusNanos(1) : Inquest.FRESH);
    List<Standing> others = new ArrayList<>();
    if (!facts.contains(Fact.NOT_A_MEMBER)) {
      others.add(
          new Standing(
              facts.contains(Fact.RESTARTED) ? SUCCESSOR : SUSPECT,
              false,
              facts.contains(Fact.MEMBER_LEAVES)));
    }
    others.add(new Standing(OTHER, !facts.contains(Fact.ANOTHER_UNREACHABLE), false));
    return Inquest.dead(evidence, !facts.contains(Fact.SELF_NOT_UP), others);
  }

  private static Look look(long session, boolean ownLocked, NodeRow... others) {
    List<NodeRow> rows = new ArrayList<>(List.of(others));
    rows.add(row(1, SELF, ownLocked));
    return new Look(session, 1, ownLocked, rows);
  }

  private static NodeRow row(int id, NodeAddress address, boolean locked) {
    return new NodeRow(id, address, "test", 1, Optional.empty(), Duration.ZERO, locked);
  }
}
