/** What rooms of parties keep as it is stored, under names and fields that never change. */
package carafe.rooms.storage.journal;
