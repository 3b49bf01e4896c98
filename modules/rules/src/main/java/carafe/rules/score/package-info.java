/** What points come to: results and ranks. */
package carafe.rules.score;
