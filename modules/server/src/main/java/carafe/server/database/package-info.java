/**
 * The journal's database: reaching it, bringing its tables up to date, asking whether it answers.
 */
package carafe.server.database;
