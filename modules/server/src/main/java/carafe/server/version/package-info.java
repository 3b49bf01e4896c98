/** Which Carafe this is. */
package carafe.server.version;
