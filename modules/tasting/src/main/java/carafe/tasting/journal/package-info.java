/** The game's events and snapshots as they are stored, under names and fields that never change. */
package carafe.tasting.journal;
