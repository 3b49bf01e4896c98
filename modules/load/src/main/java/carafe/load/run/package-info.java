/** One run: loops, games, and what came of it. */
package carafe.load.run;
