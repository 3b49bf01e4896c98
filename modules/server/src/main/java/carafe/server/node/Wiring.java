package carafe.server.node;

import carafe.server.settings.Settings;
import javax.sql.DataSource;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Route;

/** What a node serves beside its health. */
public interface Wiring {
  /**
   * Starts what belongs on every node (sharded rooms, singletons); the cluster is being joined
   * meanwhile.
   *
   * @param dataSource for everything that is not the journal; blocks
   * @return what the node answers over HTTP
   */
  Route start(ActorSystem<?> system, Settings settings, DataSource dataSource);
}
