/** Rooms that move under their clients because a node stops. */
package carafe.it.moving;
