/** The journal's envelope, whatever the kind of room: how events get into it and are stored. */
package carafe.rooms.journal;
