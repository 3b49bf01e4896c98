package carafe.it.chaos.fault;

import carafe.it.chaos.cluster.Cluster;
import carafe.it.chaos.cluster.Node;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Does to a cluster what a fault says, lets it last, and takes it back. */
public final class Inflictor {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

  private final Cluster cluster;

  public Inflictor(Cluster cluster) {
    this.cluster = cluster;
  }

  /** What the cluster did wrong at once, if anything. */
  public Optional<String> inflict(Fault fault) throws InterruptedException {
    switch (fault) {
      case Fault.Killed f -> {
        f.nodes().forEach(number -> cluster.node(number).want(false));
        f.nodes().forEach(number -> cluster.node(number).kill9());
        last(fault);
        f.nodes().forEach(number -> cluster.node(number).want(true));
      }
      case Fault.Stopped f -> {
        Node node = cluster.node(f.node());
        node.want(false);
        Optional<String> wrong = stop(node);
        last(fault);
        node.want(true);
        return wrong;
      }
      case Fault.Paused f -> {
        cluster.node(f.node()).standStill();
        last(fault);
        cluster.node(f.node()).goOn();
      }
      case Fault.CutOff f -> {
        f.nodes().forEach(number -> cluster.node(number).place().cut(f.from()));
        last(fault);
        f.nodes().forEach(number -> cluster.node(number).place().heal());
      }
      case Fault.DatabaseDown f -> {
        if (f.crashed()) {
          cluster.database().crash();
        } else {
          cluster.database().stop();
        }
        last(fault);
        cluster.database().start();
      }
      case Fault.ConnectionsCut _ -> cluster.database().cutConnections();
    }
    return Optional.empty();
  }

  private static Optional<String> stop(Node node) {
    long began = System.nanoTime();
    node.sigterm();
    int exit = node.process().awaitEnd();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return exit == 0 && took.compareTo(STOPS_WITHIN) <= 0
        ? Optional.empty()
        : Optional.of(node + " ended with " + exit + " after " + took);
  }

  private static void last(Fault fault) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(fault.lasts().toMillis());
  }
}
