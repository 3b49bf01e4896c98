/**
 * Who is given up, and when: the resolver of split clusters, and the quick path for dead processes.
 */
package carafe.server.cluster.downing;
