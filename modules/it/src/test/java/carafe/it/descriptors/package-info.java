/** Servers that have too few file descriptors for all who come. */
package carafe.it.descriptors;
