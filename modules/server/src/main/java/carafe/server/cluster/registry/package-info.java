/**
 * What the database knows of the nodes: a row each, and a lock that is held while its node lives.
 */
package carafe.server.cluster.registry;
