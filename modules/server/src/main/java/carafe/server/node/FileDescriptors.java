package carafe.server.node;

import com.sun.management.UnixOperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many files, sockets among them, the system lets this process open. Connections must not take
 * the last ones: the journal opens some of its own, and a room that cannot store serves nobody.
 */
public final class FileDescriptors {
  private static final Logger LOG = LoggerFactory.getLogger(FileDescriptors.class);
  private static final String CONNECTIONS_MAX = "carafe.rooms.connections-max";
  private static final String SPARE_CONNECTIONS = "carafe.rooms.http.spare-connections";

  /** The JVM's own, the database's, the cluster's. */
  private static final int OWN = 300;

  /** Connections that are told that they are one too many, as the direct transport does. */
  private static final int REFUSED = 256;

  /** Connections for requests that WebSockets do not take the place of. */
  private static final int SPARE_MIN = 244;

  private FileDescriptors() {}

  /** The configuration with no more connections than there are descriptors for. */
  public static Config bounded(Config config) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? bounded(config, system.getMaxFileDescriptorCount())
        : config;
  }

  static Config bounded(Config config, long descriptorsMax) {
    int wanted = config.getInt(CONNECTIONS_MAX);
    int spareWanted = config.getInt(SPARE_CONNECTIONS);
    long possible = descriptorsMax - OWN - REFUSED;
    long connections = atLeastOne(wanted, possible - Math.min(SPARE_MIN, spareWanted));
    long spare = atLeastOne(spareWanted, possible - connections);
    if (connections == wanted && spare == spareWanted) {
      return config;
    }
    LOG.warn(
        "{} is {} and {} {}, but this process may open {} files only: taking at most {} and {}"
            + " (ulimit -n raises it)",
        CONNECTIONS_MAX,
        wanted,
        SPARE_CONNECTIONS,
        spareWanted,
        descriptorsMax,
        connections,
        spare);
    return config
        .withValue(CONNECTIONS_MAX, ConfigValueFactory.fromAnyRef(connections))
        .withValue(SPARE_CONNECTIONS, ConfigValueFactory.fromAnyRef(spare));
  }

  private static long atLeastOne(long wanted, long possible) {
    return Math.min(wanted, Math.max(1, possible));
  }
}
