/** The {@code carafe} command line. */
package carafe.server.command;
