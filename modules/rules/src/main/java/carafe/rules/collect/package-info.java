/** Immutable collections that change without being copied. */
package carafe.rules.collect;
