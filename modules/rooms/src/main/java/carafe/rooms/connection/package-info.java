/** One WebSocket as the node sees it: what it may say, what waits for it, and how it ends. */
package carafe.rooms.connection;
