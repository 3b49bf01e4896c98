/** One tasting: what is on a code, what may be asked of it, what happens to it. */
package carafe.rules.session;
