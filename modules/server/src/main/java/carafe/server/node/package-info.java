/** One node of the cluster: the actor system, its HTTP port, and whether it is fit for service. */
package carafe.server.node;
