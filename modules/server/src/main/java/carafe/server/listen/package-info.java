/** Addresses to listen on. */
package carafe.server.listen;
