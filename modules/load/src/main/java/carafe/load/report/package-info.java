/** A run's result as text, JSON and a page. */
package carafe.load.report;
