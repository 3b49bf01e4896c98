package carafe.server.cluster.downing;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.DowningProvider;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/** What Pekko asks who is to be given up; named in {@code application.conf}. */
public final class Resolver extends DowningProvider {
  private final ActorSystem system;

  /** Called by Pekko. */
  public Resolver(ActorSystem system) {
    this.system = system;
  }

  /**
   * How long singletons and shards of a removed member wait before they start elsewhere. Short: who
   * gives up a living node waits before it does ({@link PatientResolver}), and a dead process runs
   * nothing. What is left is a node that is given up while others still hear it.
   */
  @Override
  public FiniteDuration downRemovalMargin() {
    return Cluster.get(system).settings().DownRemovalMargin();
  }

  @Override
  public Option<Props> downingActorProps() {
    return Option.apply(
        Props.create(PatientResolver.class, () -> new PatientResolver(Cluster.get(system))));
  }
}
