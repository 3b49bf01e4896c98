/** WebSockets over Pekko's streams. */
package carafe.rooms.transport.streams;
