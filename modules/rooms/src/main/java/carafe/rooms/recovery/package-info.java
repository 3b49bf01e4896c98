/** Which rooms of a node read their journal now, and which wait for their turn. */
package carafe.rooms.recovery;
