/**
 * Writing and reading JSON field by field, under names that are spelled out where they are used.
 */
package carafe.tasting.json;
