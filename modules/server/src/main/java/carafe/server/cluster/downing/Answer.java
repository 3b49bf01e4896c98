package carafe.server.cluster.downing;

/** What a knock at a node's cluster port met with. */
enum Answer {
  /** Nobody listens there: the machine is up, the process is not. */
  REFUSED,

  /** Somebody took the connection, be it the system for a process that stands still. */
  TAKEN,

  /** No answer in time, or no way there. */
  SILENCE
}
