/** A cluster that is hurt while games go on, and a checker that knows what it promised. */
package carafe.it.chaos;
