/** What carries words between the connections of a node and rooms that may move. */
package carafe.rooms.relay;
