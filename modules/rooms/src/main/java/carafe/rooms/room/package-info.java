/** What a room's actor uses to know and to tell everybody connected to it. */
package carafe.rooms.room;
