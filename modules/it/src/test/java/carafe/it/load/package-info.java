/** {@code carafe load} against a real server, and what the server costs beside a bare loop. */
package carafe.it.load;
