/** Kinds of room, and how their clients talk. */
package carafe.rooms.party;
