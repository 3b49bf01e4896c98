/** Several nodes as processes of their own, on one database. */
package carafe.it.cluster;
