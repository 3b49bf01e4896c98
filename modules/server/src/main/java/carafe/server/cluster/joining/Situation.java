package carafe.server.cluster.joining;

import carafe.server.cluster.knock.Answer;
import carafe.server.cluster.registry.Look;
import carafe.server.cluster.registry.NodeAddress;
import carafe.server.cluster.registry.NodeRow;
import carafe.server.settings.Settings.HostAndPort;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a node that is in no cluster knows of the others, and what follows from it.
 *
 * @param look what the database says
 * @param seeds fixed nodes to join through; none: those that the database knows
 * @param looking how long this node has been looking
 */
record Situation(Look look, List<HostAndPort> seeds, Duration looking) {
  /** A dead row this old does not keep anybody from forming a cluster, whatever its port says. */
  static final Duration NOT_ASKED_AFTER = Duration.ofMinutes(10);

  /**
   * Unless this node looks for no longer than this: if the database was away for all nodes, those
   * that live have old heartbeats and no locks, and take them again within seconds.
   */
  static final Duration ALL_ASKED_FOR = Duration.ofSeconds(10);

  Situation {
    seeds = List.copyOf(seeds);
  }

  /** Whose ports must be asked before it can be decided. */
  List<NodeAddress> toAsk() {
    return others()
        .filter(this::counts)
        .filter(row -> !row.locked())
        .map(NodeRow::address)
        .toList();
  }

  /**
   * @param ports what those of {@link #toAsk} answered
   */
  Decision decide(Map<NodeAddress, Answer> ports) {
    Optional<NodeRow> own = own();
    if (own.isEmpty() || !look.ownLocked()) {
      return new Decision.Wait("this node's lock in the database is not free yet");
    }
    return refusal(own.get())
        .or(this::join)
        .or(() -> waitForTheUncertain(ports))
        .orElseGet(this::form);
  }

  private Optional<Decision> refusal(NodeRow own) {
    Optional<Decision> foreign =
        others()
            .filter(row -> row.locked() && row.protocol() != own.protocol())
            // Of two that start together only the later one goes.
            .filter(row -> row.cluster().isPresent() || row.id() < own.id())
            .findFirst()
            .map(
                row ->
                    new Decision.Refuse(
                        ("A node of another version runs on this database: %s has Carafe %s"
                                + " (protocol %d), this one is Carafe %s (protocol %d), and they"
                                + " cannot talk: stop all nodes of the one version before nodes of"
                                + " the other start")
                            .formatted(
                                row.address().display(),
                                row.version(),
                                row.protocol(),
                                own.version(),
                                own.protocol())));
    return foreign.or(() -> sameAddress(own));
  }

  /** A lock may outlive its process by some seconds; a heartbeat does not. */
  private Optional<Decision> sameAddress(NodeRow own) {
    return others()
        .filter(row -> row.locked() && isAt(row, own.address()))
        .findFirst()
        .map(
            row ->
                row.silentFor().compareTo(looking) < 0
                    ? new Decision.Refuse(
                        ("Another node has the address of this one, %s, and is alive: give each"
                                + " its own with carafe.cluster.host and carafe.cluster.port"
                                + " (CARAFE_CLUSTER_HOST, CARAFE_CLUSTER_PORT)")
                            .formatted(own.address().display()))
                    : new Decision.Wait(
                        "the lock of the node that had this one's address before is still held"));
  }

  private Optional<Decision> join() {
    // There should be one cluster; if there are two, everybody should choose the same one.
    Optional<UUID> cluster =
        members(_ -> true)
            .map(row -> row.cluster().orElseThrow())
            .collect(Collectors.groupingBy(c -> c, Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.<UUID, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey);
    return cluster.map(
        c -> {
          Set<HostAndPort> fixed =
              seeds.stream().filter(seed -> !isOwn(seed)).collect(Collectors.toSet());
          return new Decision.Join(
              fixed.isEmpty()
                  ? members(row -> row.cluster().equals(Optional.of(c)))
                      .map(Situation::place)
                      .collect(Collectors.toSet())
                  : fixed);
        });
  }

  private Optional<Decision> waitForTheUncertain(Map<NodeAddress, Answer> ports) {
    List<NodeRow> uncertain =
        others()
            .filter(this::counts)
            .filter(row -> !row.locked())
            .filter(row -> !isRefused(ports, row))
            .toList();
    return uncertain.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Decision.Wait(
                "it cannot be told whether "
                    + uncertain.stream()
                        .map(row -> row.address().display())
                        .collect(Collectors.joining(", "))
                    + (uncertain.size() == 1 ? " lives" : " live")));
  }

  private Decision form() {
    if (!seeds.isEmpty() && !isOwn(seeds.getFirst())) {
      return new Decision.Defer(
          "only %s, the first of carafe.cluster.seed-nodes, forms a cluster"
              .formatted(seeds.getFirst()));
    }
    return new Decision.Form(others().filter(row -> !row.locked()).map(NodeRow::id).toList());
  }

  private static boolean isRefused(Map<NodeAddress, Answer> ports, NodeRow row) {
    return ports.get(row.address()) == Answer.REFUSED;
  }

  /** Whether the node of a row may live for all that the row itself says. */
  boolean counts(NodeRow row) {
    boolean recent =
        row.silentFor().compareTo(NOT_ASKED_AFTER) < 0 || looking.compareTo(ALL_ASKED_FOR) < 0;
    return row.locked() || (recent && !hasSuccessor(row));
  }

  /** Where a process listens no other one does: a newer row of the same place means its end. */
  private boolean hasSuccessor(NodeRow row) {
    return look.nodes().stream()
        .anyMatch(other -> other.id() > row.id() && isAt(other, row.address()));
  }

  private Stream<NodeRow> members(Predicate<NodeRow> which) {
    return others()
        .filter(row -> row.locked() && row.cluster().isPresent())
        .filter(which)
        .sorted(Comparator.comparingInt(NodeRow::id));
  }

  /** Rows of processes that had this node's address before it. */
  List<Integer> predecessors() {
    return own().stream()
        .flatMap(
            own ->
                others()
                    .filter(row -> !row.locked() && row.id() < own.id())
                    .filter(row -> isAt(row, own.address())))
        .map(NodeRow::id)
        .toList();
  }

  Stream<NodeRow> others() {
    return look.nodes().stream().filter(row -> row.id() != look.own());
  }

  private Optional<NodeRow> own() {
    return look.nodes().stream().filter(row -> row.id() == look.own()).findFirst();
  }

  private boolean isOwn(HostAndPort place) {
    return own().map(Situation::place).filter(place::equals).isPresent();
  }

  private static boolean isAt(NodeRow row, NodeAddress place) {
    return row.address().host().equals(place.host()) && row.address().port() == place.port();
  }

  private static HostAndPort place(NodeRow row) {
    return new HostAndPort(row.address().host(), row.address().port());
  }
}
