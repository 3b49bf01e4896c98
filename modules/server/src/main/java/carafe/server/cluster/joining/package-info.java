/** How a node that starts gets into a cluster, and how no second one forms. */
package carafe.server.cluster.joining;
