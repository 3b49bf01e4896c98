/** How many live connections every room of the cluster has, counted where they are. */
package carafe.rooms.census;
