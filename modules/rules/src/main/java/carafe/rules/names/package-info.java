/** The names that people get. */
package carafe.rules.names;
