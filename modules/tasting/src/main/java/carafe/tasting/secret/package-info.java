/** Tokens, keys and connection ids, and the hashes that are all we keep of them. */
package carafe.tasting.secret;
