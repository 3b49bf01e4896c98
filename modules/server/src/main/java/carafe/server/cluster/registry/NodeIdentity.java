package carafe.server.cluster.registry;

/** What a node says of itself in its row. */
public record NodeIdentity(NodeAddress address, String version, int protocol) {}
