/** Runs the hooks of parties: one actor for each room. */
package carafe.rooms.hooks;
