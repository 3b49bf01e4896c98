/** Encryption and mutual authentication of what nodes say to each other. */
package carafe.server.cluster.tls;
