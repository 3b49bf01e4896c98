/** Parties as a user writes them; tests pack them into a jar of its own. */
package carafe.it.party.trial;
