/** The tasting that the tool makes up. */
package carafe.load.plan;
