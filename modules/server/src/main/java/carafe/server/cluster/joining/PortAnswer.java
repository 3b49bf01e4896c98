package carafe.server.cluster.joining;

/**
 * What came of connecting to a node's cluster port.
 *
 * @param refused nobody listens there: the process is gone. One that is paused or cut off accepts,
 *     or does not answer
 * @param words for people
 */
public record PortAnswer(boolean refused, String words) {}
