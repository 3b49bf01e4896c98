/** Many WebSocket connections on one thread: selector loops, links, TLS. */
package carafe.load.loop;
