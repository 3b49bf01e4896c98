/** Games that go on after the server, or its database, was killed. */
package carafe.it.kill;
