/** Ports that are listened on, and what they answer when no route does. */
package carafe.server.http;
