/** Nodes that speak TLS with each other. */
package carafe.it.tls;
