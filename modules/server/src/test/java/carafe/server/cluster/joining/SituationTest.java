package carafe.server.cluster.joining;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import carafe.server.settings.Settings.HostAndPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows from every pair of other nodes, and from some situations one by one. */
class SituationTest {
  private static final int OWN = 50;
  private static final String HERE = "10.0.0.1";
  private static final UUID CLUSTER = new UUID(0, 1);
  private static final UUID OTHER_CLUSTER = new UUID(0, 2);
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration OLD = Duration.ofMinutes(11);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(20);

  /** One other node, in a way that matters. */
  private record Kind(boolean locked, boolean member, boolean old, boolean refuses) {
    static List<Kind> all() {
      List<Kind> kinds = new ArrayList<>();
      for (int bits = 0; bits < 16; bits++) {
        kinds.add(new Kind((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0));
      }
      return kinds;
    }

    NodeRow row(int id) {
      return new NodeRow(
          id,
          new NodeAddress("10.0.0." + id, 7355, id),
          "1",
          1,
          member ? Optional.of(CLUSTER) : Optional.empty(),
          old ? OLD : FRESH,
          locked);
    }

    Answer port() {
      return refuses ? Answer.REFUSED : Answer.TAKEN;
    }

    boolean mayLive(Duration looking) {
      return !locked && !refuses && (!old || looking.compareTo(Situation.ALL_ASKED_FOR) < 0);
    }
  }

  @Test
  void everyPairOfOthersIsDecidedAsTheDesignSays() {
    int decided = 0;
    for (Kind one : Kind.all()) {
      for (Kind two : Kind.all()) {
        for (Duration looking : List.of(SHORT, LONG)) {
          List<NodeRow> others = List.of(one.row(11), two.row(12));
          Situation situation = situation(others, List.of(), looking);
          Map<NodeAddress, Answer> ports = new HashMap<>();
          for (NodeAddress asked : situation.toAsk()) {
            ports.put(asked, asked.uid() == 11 ? one.port() : two.port());
          }

          Decision decision = situation.decide(ports);

          String what = one + " and " + two + " after " + looking;
          if ((one.locked && one.member) || (two.locked && two.member)) {
            assertThat(decision).as(what).isInstanceOf(Decision.Join.class);
          } else if (one.mayLive(looking) || two.mayLive(looking)) {
            assertThat(decision).as(what).isInstanceOf(Decision.Wait.class);
          } else {
            List<Integer> dead = new ArrayList<>();
            if (!one.locked) {
              dead.add(11);
            }
            if (!two.locked) {
              dead.add(12);
            }
            assertThat(decision).as(what).isEqualTo(new Decision.Form(dead));
          }
          decided++;
        }
      }
    }
    assertThat(decided).isEqualTo(512);
  }

  @Test
  void onlyLivingMembersAreAskedToLetItIn() {
    NodeRow member = row(11, 7355, CLUSTER, FRESH, true);
    NodeRow starting = row(12, 7355, null, FRESH, true);
    NodeRow dead = row(13, 7355, CLUSTER, FRESH, false);

    assertThat(decide(List.of(member, starting, dead), List.of(), SHORT))
        .isEqualTo(join("10.0.0.11:7355"));
  }

  @Test
  void ofTwoClustersEverybodyChoosesTheLargerOneAndOfEqualOnesTheSame() {
    NodeRow a = row(11, 7355, CLUSTER, FRESH, true);
    NodeRow b = row(12, 7355, OTHER_CLUSTER, FRESH, true);
    NodeRow c = row(13, 7355, CLUSTER, FRESH, true);

    assertThat(decide(List.of(a, b, c), List.of(), SHORT))
        .isEqualTo(join("10.0.0.11:7355", "10.0.0.13:7355"));
    assertThat(decide(List.of(a, b), List.of(), SHORT))
        .isEqualTo(decide(List.of(b, a), List.of(), SHORT));
  }

  @Test
  void aRowWithASuccessorAtItsAddressIsDeadWithoutBeingAsked() {
    NodeRow before = at("10.0.0.7", 7355, 11, FRESH, false);
    NodeRow after = at("10.0.0.7", 7355, 12, FRESH, true);

    Situation situation = situation(List.of(before, after), List.of(), SHORT);

    assertThat(situation.toAsk()).isEmpty();
    assertThat(situation.decide(Map.of())).isEqualTo(new Decision.Form(List.of(11)));
  }

  @Test
  void ownPredecessorsAreDeadAndKnown() {
    NodeRow before = at(HERE, 7355, 11, FRESH, false);

    Situation situation = situation(List.of(before), List.of(), SHORT);

    assertThat(situation.decide(Map.of())).isEqualTo(new Decision.Form(List.of(11)));
    assertThat(situation.predecessors()).containsExactly(11);
  }

  @Test
  void theLockOfItsPredecessorIsWaitedFor() {
    NodeRow lingering = at(HERE, 7355, 11, FRESH, true);

    assertThat(decide(List.of(lingering), List.of(), SHORT)).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void anAddressWhoseNodeLivesIsRefused() {
    NodeRow twin = at(HERE, 7355, 11, Duration.ofSeconds(1), true);

    Decision decision = decide(List.of(twin), List.of(), SHORT);

    assertThat(decision).isInstanceOf(Decision.Refuse.class);
    assertThat(((Decision.Refuse) decision).why())
        .contains("10.0.0.1:7355", "CARAFE_CLUSTER_HOST", "CARAFE_CLUSTER_PORT");
  }

  @Test
  void membersOfAnotherProtocolAreRefusedAndOfTwoStartersTheLaterOneGoes() {
    NodeRow member = foreign(90, CLUSTER);
    NodeRow earlier = foreign(11, null);
    NodeRow later = foreign(90, null);

    Decision decision = decide(List.of(member), List.of(), SHORT);
    assertThat(decision).isInstanceOf(Decision.Refuse.class);
    assertThat(((Decision.Refuse) decision).why())
        .contains("10.0.0.90:7355", "Carafe 2", "protocol 2", "Carafe 1", "protocol 1");
    assertThat(decide(List.of(earlier), List.of(), SHORT)).isInstanceOf(Decision.Refuse.class);
    assertThat(decide(List.of(later), List.of(), SHORT)).isInstanceOf(Decision.Form.class);
  }

  @Test
  void theDeadOfAnotherProtocolDoNotMatter() {
    NodeRow dead =
        new NodeRow(
            11, new NodeAddress("10.0.0.11", 7355, 11), "2", 2, Optional.of(CLUSTER), FRESH, false);

    assertThat(decide(List.of(dead), List.of(), SHORT)).isEqualTo(new Decision.Form(List.of(11)));
  }

  @Test
  void withoutItsOwnLockItDoesNothing() {
    NodeRow own = row(OWN, 7355, null, FRESH, false);
    Situation situation = new Situation(new Look(1, OWN, false, List.of(own)), List.of(), SHORT);

    assertThat(situation.decide(Map.of())).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void whoWaitsNamesWhomItCannotTell() {
    NodeRow silent = row(11, 7355, CLUSTER, FRESH, false);

    Decision decision = situation(List.of(silent), List.of(), SHORT).decide(Map.of());

    assertThat(((Decision.Wait) decision).why()).contains("10.0.0.11:7355");
  }

  @Test
  void seedsAreAskedOnceOneOfThemIsInACluster() {
    List<HostAndPort> seeds = places("10.0.0.1:7355", "10.0.0.11:7355", "10.0.0.12:7355");
    NodeRow member = row(12, 7355, CLUSTER, FRESH, true);

    assertThat(decide(List.of(member), seeds, SHORT))
        .isEqualTo(join("10.0.0.11:7355", "10.0.0.12:7355"));
  }

  @Test
  void onlyTheFirstSeedForms() {
    assertThat(decide(List.of(), places("10.0.0.1:7355", "10.0.0.2:7355"), SHORT))
        .isEqualTo(new Decision.Form(List.of()));
    assertThat(decide(List.of(), places("10.0.0.2:7355", "10.0.0.1:7355"), SHORT))
        .isInstanceOf(Decision.Defer.class);
  }

  @Test
  void theFirstSeedIsAsCarefulAsAnybody() {
    NodeRow silent = row(11, 7355, CLUSTER, FRESH, false);

    assertThat(
            situation(List.of(silent), places("10.0.0.1:7355"), SHORT)
                .decide(Map.of(silent.address(), Answer.TAKEN)))
        .isInstanceOf(Decision.Wait.class);
  }

  /** All ports refuse. */
  private static Decision decide(List<NodeRow> others, List<HostAndPort> seeds, Duration looking) {
    Situation situation = situation(others, seeds, looking);
    Map<NodeAddress, Answer> ports = new HashMap<>();
    situation.toAsk().forEach(address -> ports.put(address, Answer.REFUSED));
    return situation.decide(ports);
  }

  private static Situation situation(
      List<NodeRow> others, List<HostAndPort> seeds, Duration looking) {
    List<NodeRow> rows = new ArrayList<>(others);
    rows.add(at(HERE, 7355, OWN, Duration.ofSeconds(1), true));
    return new Situation(new Look(1, OWN, true, rows), seeds, looking);
  }

  private static NodeRow row(
      int id, int port, @Nullable UUID cluster, Duration silentFor, boolean locked) {
    return new NodeRow(
        id,
        new NodeAddress("10.0.0." + id, port, id),
        "1",
        1,
        Optional.ofNullable(cluster),
        silentFor,
        locked);
  }

  private static NodeRow at(String host, int port, int id, Duration silentFor, boolean locked) {
    return new NodeRow(
        id, new NodeAddress(host, port, id), "1", 1, Optional.empty(), silentFor, locked);
  }

  private static NodeRow foreign(int id, @Nullable UUID cluster) {
    return new NodeRow(
        id,
        new NodeAddress("10.0.0." + id, 7355, id),
        "2",
        2,
        Optional.ofNullable(cluster),
        FRESH,
        true);
  }

  private static Decision.Join join(String... through) {
    return new Decision.Join(Set.copyOf(places(through)));
  }

  private static List<HostAndPort> places(String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.split(":", 2))
        .map(parts -> new HostAndPort(parts[0], Integer.parseInt(parts[1])))
        .toList();
  }
}
