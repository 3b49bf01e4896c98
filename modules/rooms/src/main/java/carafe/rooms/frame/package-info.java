/** WebSocket frames as bytes: written once for everybody, read however they are cut. No sockets. */
package carafe.rooms.frame;
