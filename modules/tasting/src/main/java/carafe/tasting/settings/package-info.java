/** Reading settings so that a wrong value is named. */
package carafe.tasting.settings;
