/** The game on the room cluster: wire messages, journal codec, and the actors around the rules. */
package carafe.tasting;
