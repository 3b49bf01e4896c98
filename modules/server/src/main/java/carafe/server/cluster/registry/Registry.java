package carafe.server.cluster.registry;

import java.util.concurrent.CompletionStage;

/** The nodes that share a database, as this one sees them on its own lock session. */
public interface Registry {
  /** Fails when the session is broken; a new one is taken by itself. Never blocks. */
  CompletionStage<Look> look();
}
