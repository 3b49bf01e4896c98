/** Who somebody is, as opaque values: hosts, participants, and hashes of what only they know. */
package carafe.rules.identity;
