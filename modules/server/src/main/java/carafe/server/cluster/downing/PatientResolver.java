package carafe.server.cluster.downing;

import java.util.HashSet;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.sbr.DowningStrategy;
import org.apache.pekko.cluster.sbr.DowningStrategy.Decision;
import org.apache.pekko.cluster.sbr.KeepMajority;
import org.apache.pekko.cluster.sbr.SplitBrainResolverBase;
import org.apache.pekko.cluster.sbr.SplitBrainResolverSettings;
import org.apache.pekko.japi.pf.ReceiveBuilder;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;
import scala.Option;
import scala.PartialFunction;
import scala.collection.immutable.Set;
import scala.collection.immutable.Set$;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Pekko's resolver of split clusters (keep-majority), with the larger side waiting a little longer
 * than the smaller one.
 *
 * <p>Both sides come to their decisions at about the same time. The smaller one stops at once; the
 * larger one takes over its rooms only when that has surely happened. Pekko's own means to that
 * end, a long down-removal-margin, would hold up the rooms of dead processes too.
 */
final class PatientResolver extends SplitBrainResolverBase {
  /**
   * How much later the smaller side may be: the two notice the split within a second of each other,
   * look every quarter of one, and what was downed takes a few tenths to stop.
   */
  static final FiniteDuration PATIENCE = FiniteDuration.apply(2, "s");

  private static final FiniteDuration LOOK_EVERY = FiniteDuration.apply(250, "ms");

  private final Cluster cluster;

  /** Then nothing is left to decide, however many others say that they have given this node up. */
  private boolean selfDowned;

  /** To be given up by the decision that is being acted on. */
  private final HashSet<UniqueAddress> patiently = new HashSet<>();

  private int verdicts;

  PatientResolver(Cluster cluster) {
    super(
        new SplitBrainResolverSettings(cluster.system().settings().config()).DowningStableAfter(),
        new KeepMajority(cluster.selfDataCenter(), Option.empty(), cluster.selfUniqueAddress()));
    this.cluster = cluster;
  }

  @Override
  public void preStart() throws Exception {
    cluster.subscribe(
        self(), ClusterEvent.initialStateAsEvents(), ClusterEvent.ClusterDomainEvent.class);
    context().system().eventStream().subscribe(self(), ThisActorSystemQuarantinedEvent.class);
    super.preStart();
  }

  @Override
  public void postStop() {
    cluster.unsubscribe(self());
    context().system().eventStream().unsubscribe(self());
    super.postStop();
  }

  @Override
  public PartialFunction<Object, BoxedUnit> receive() {
    return ReceiveBuilder.create()
        .match(Verdict.class, this::due)
        .build()
        .onMessage()
        .orElse(super.receive());
  }

  @Override
  public UniqueAddress selfUniqueAddress() {
    return cluster.selfUniqueAddress();
  }

  @Override
  public String selfDc() {
    return cluster.selfDataCenter();
  }

  @Override
  public FiniteDuration tickInterval() {
    return LOOK_EVERY;
  }

  @Override
  public Set<UniqueAddress> actOnDecision(Decision decision) {
    if (selfDowned) {
      return Set$.MODULE$.empty();
    }
    Set<UniqueAddress> downed = super.actOnDecision(decision);
    if (!patiently.isEmpty()) {
      Verdict verdict = new Verdict(patiently, unreachable());
      patiently.clear();
      // Each has a timer of its own: a later one must not put off an earlier one.
      verdicts++;
      timers().startSingleTimer(verdicts, verdict, PATIENCE);
    }
    return downed;
  }

  /** Called for each node of a decision. */
  @Override
  public void down(UniqueAddress node, Decision decision) {
    if (decision instanceof DowningStrategy.DownUnreachable$) {
      patiently.add(node);
    } else {
      downNow(node);
    }
  }

  private void due(Verdict verdict) {
    if (verdict.standsWhen(unreachable())) {
      verdict.nodes().forEach(this::downNow);
    } else {
      log().info("The split has changed meanwhile: it is decided anew once it is stable");
    }
  }

  private java.util.Set<UniqueAddress> unreachable() {
    return CollectionConverters.asJava(strategy().unreachable());
  }

  private void downNow(UniqueAddress node) {
    selfDowned |= node.equals(selfUniqueAddress());
    log().info("The resolver downs {}", node.address());
    cluster.down(node.address());
  }
}
