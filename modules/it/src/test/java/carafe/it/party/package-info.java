/** Parties of a user's own. */
package carafe.it.party;
