/** {@code deploy/local}: a cluster on one machine in one command. */
package carafe.it.local;
