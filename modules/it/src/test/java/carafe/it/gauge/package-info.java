/** What a server's process takes, measured from outside, and whether that grows. */
package carafe.it.gauge;
