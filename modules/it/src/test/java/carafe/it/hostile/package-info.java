/** Clients that mean harm or are broken, many at a time, among honest ones. */
package carafe.it.hostile;
