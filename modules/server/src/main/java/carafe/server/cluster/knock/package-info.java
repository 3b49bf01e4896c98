/** Whether anybody listens at a node's cluster port. */
package carafe.server.cluster.knock;
