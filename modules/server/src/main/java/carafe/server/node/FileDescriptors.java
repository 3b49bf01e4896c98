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

  /** The JVM's own, the database's, and requests that are no WebSockets. */
  private static final int RESERVED = 500;

  private FileDescriptors() {}

  /** The configuration with no more WebSocket connections than there are descriptors for. */
  public static Config bounded(Config config) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? bounded(config, system.getMaxFileDescriptorCount())
        : config;
  }

  static Config bounded(Config config, long descriptorsMax) {
    int wanted = config.getInt(CONNECTIONS_MAX);
    long possible = Math.max(1, descriptorsMax - RESERVED);
    if (wanted <= possible) {
      return config;
    }
    LOG.warn(
        "{} is {}, but this process may open {} files only: taking at most {} connections"
            + " (ulimit -n raises it)",
        CONNECTIONS_MAX,
        wanted,
        descriptorsMax,
        possible);
    return config.withValue(CONNECTIONS_MAX, ConfigValueFactory.fromAnyRef(possible));
  }
}
