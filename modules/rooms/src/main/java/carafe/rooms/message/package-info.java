/** What rooms and relays tell each other, on one node or between nodes. */
package carafe.rooms.message;
