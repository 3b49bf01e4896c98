/** What parts of a start have in common. */
package carafe.server.start;
