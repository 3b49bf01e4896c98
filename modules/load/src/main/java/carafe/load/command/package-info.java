/** The {@code carafe load} command line. */
package carafe.load.command;
