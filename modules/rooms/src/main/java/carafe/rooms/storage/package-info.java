/** What rooms of parties keep, as data: how it changes, its bounds, and its journal. */
package carafe.rooms.storage;
