/** Log lines that stay lines, whatever a client put into them. */
package carafe.server.log;
