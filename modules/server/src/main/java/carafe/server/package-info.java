/** The program: settings, database, wiring, and the carafe command. */
package carafe.server;
