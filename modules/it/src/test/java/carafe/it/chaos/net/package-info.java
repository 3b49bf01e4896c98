/** Networks of a test's own, in which nodes can be cut off from each other. */
package carafe.it.chaos.net;
