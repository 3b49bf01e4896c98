/** Starting and stopping: what a user meets first, and what must not go wrong in the night. */
package carafe.it.start;
