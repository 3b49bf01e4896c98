/** Rooms: actors that journal what they decide, and everything that carries messages to them. */
package carafe.rooms;
