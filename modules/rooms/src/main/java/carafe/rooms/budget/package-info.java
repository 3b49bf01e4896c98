/** How much memory all connections of a node together may take. */
package carafe.rooms.budget;
