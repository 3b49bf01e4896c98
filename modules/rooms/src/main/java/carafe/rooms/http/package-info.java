/** The front door: HTTP requests and WebSocket handshakes for rooms and parties. */
package carafe.rooms.http;
