package carafe.server.cluster.registry;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A node as the database knows it.
 *
 * @param id of the row, and of the lock that its node holds while it lives
 * @param protocol nodes with different numbers cannot talk
 * @param cluster incarnation of the cluster it is a member of; empty until it is one
 * @param silentFor since its last heartbeat, by the database's clock
 * @param locked whether its lock is held now
 */
public record NodeRow(
    int id,
    NodeAddress address,
    String version,
    int protocol,
    Optional<UUID> cluster,
    Duration silentFor,
    boolean locked) {}
