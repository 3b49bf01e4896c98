/** What carries the bytes of WebSockets. */
package carafe.rooms.transport;
