/** The game's words on the wire: read from clients, written to them, and the texts of refusals. */
package carafe.tasting.wire;
