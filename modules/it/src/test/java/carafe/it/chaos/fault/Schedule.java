package carafe.it.chaos.fault;

import carafe.it.chaos.net.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Faults drawn from a seed: the same seed draws the same ones. One at a time. */
public final class Schedule {
  /** Longer than the cluster waits before it gives up somebody it cannot reach. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final Random chance;
  private final int nodes;

  /** Whether the cluster may lose its majority: it has to come back afterwards. */
  private final boolean ruthless;

  private final List<Kind> deck = new ArrayList<>();

  private enum Kind {
    KILLED,
    STOPPED,
    PAUSED,
    CUT_FROM_NODES,
    CUT_FROM_DATABASE,
    CUT_FROM_ALL,
    DATABASE_DOWN,
    CONNECTIONS_CUT,
    DEAF,
    SHORT_CUT,
    SHORT_PAUSE,
    MAJORITY_KILLED,
    ALL_APART
  }

  private static final List<Kind> ALWAYS =
      List.of(
          Kind.KILLED,
          Kind.STOPPED,
          Kind.PAUSED,
          Kind.CUT_FROM_NODES,
          Kind.CUT_FROM_DATABASE,
          Kind.CUT_FROM_ALL,
          Kind.DATABASE_DOWN,
          Kind.CONNECTIONS_CUT,
          Kind.DEAF,
          Kind.SHORT_CUT,
          Kind.SHORT_PAUSE);

  private static final List<Kind> RUTHLESS = List.of(Kind.MAJORITY_KILLED, Kind.ALL_APART);

  public Schedule(long seed, int nodes, boolean ruthless) {
    this.chance = new Random(seed);
    this.nodes = nodes;
    this.ruthless = ruthless;
  }

  /** As from a deck of cards: each kind once before one comes again. */
  public Fault next() {
    if (deck.isEmpty()) {
      deck.addAll(ALWAYS);
      if (ruthless) {
        deck.addAll(RUTHLESS);
      }
      Collections.shuffle(deck, chance);
    }
    return fault(deck.removeLast());
  }

  private Fault fault(Kind kind) {
    int node = chance.nextInt(nodes);
    return switch (kind) {
      case KILLED -> new Fault.Killed(Set.of(node), seconds(0, 12));
      case STOPPED -> new Fault.Stopped(node, seconds(0, 8));
      case PAUSED -> new Fault.Paused(node, PAUSE);
      case CUT_FROM_NODES -> new Fault.CutOff(Set.of(node), Cut.NODES, LONG);
      case CUT_FROM_DATABASE -> new Fault.CutOff(Set.of(node), Cut.DATABASE, LONG);
      case CUT_FROM_ALL -> new Fault.CutOff(Set.of(node), Cut.ALL, LONG);
      case DEAF -> new Fault.CutOff(Set.of(node), Cut.HEARING_NODES, LONG);
      case DATABASE_DOWN -> new Fault.DatabaseDown(chance.nextBoolean(), seconds(0, 10));
      case CONNECTIONS_CUT -> new Fault.ConnectionsCut();
      case SHORT_CUT -> new Fault.CutOff(Set.of(node), Cut.ALL, seconds(1, 5));
      case SHORT_PAUSE -> new Fault.Paused(node, seconds(1, 5));
      case MAJORITY_KILLED -> new Fault.Killed(most(), seconds(0, 15));
      case ALL_APART -> new Fault.CutOff(all(), Cut.NODES, LONG);
    };
  }

  private Duration seconds(int from, int to) {
    return Duration.ofSeconds(from + chance.nextInt(to - from + 1));
  }

  private Set<Integer> all() {
    return new TreeSet<>(IntStream.range(0, nodes).boxed().toList());
  }

  private Set<Integer> most() {
    List<Integer> order = new ArrayList<>(all());
    Collections.shuffle(order, chance);
    return new TreeSet<>(order.subList(0, nodes / 2 + 1));
  }
}
