/** Hosts and phones that play games. */
package carafe.load.play;
