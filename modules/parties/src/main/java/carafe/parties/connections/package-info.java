/** Party {@code connections}: how many live connections there are, and where. */
package carafe.parties.connections;
