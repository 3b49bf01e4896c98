/** Games played on one running server. */
package carafe.it.game;
