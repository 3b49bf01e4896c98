/** WebSockets on selector loops of our own, below Pekko HTTP. */
package carafe.rooms.transport.direct;
