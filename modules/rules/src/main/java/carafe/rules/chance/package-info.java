/** Chance as data: seeds come in from the shell, and everything random follows from them. */
package carafe.rules.chance;
