/** The game as data and pure functions: what may happen in a tasting, and what follows from it. */
package carafe.rules;
