/** Who is given up by the cluster, when, and who is not. */
package carafe.it.downing;
