/** New versions rolled out node by node, while games go on. */
package carafe.it.rolling;
