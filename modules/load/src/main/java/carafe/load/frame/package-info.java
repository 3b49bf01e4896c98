/** WebSocket as a client speaks it: the handshake and frames, as bytes. */
package carafe.load.frame;
