/** How often something is said in the log. */
package carafe.rooms.log;
