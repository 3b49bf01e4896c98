/** What operators see of the cluster: a port of their own, and what the log says of members. */
package carafe.server.management;
