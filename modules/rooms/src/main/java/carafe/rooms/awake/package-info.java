/** Waking rooms that owe something though nobody comes. */
package carafe.rooms.awake;
