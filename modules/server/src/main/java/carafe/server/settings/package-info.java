/** Settings: read once from a file and the environment, checked, and handed on as records. */
package carafe.server.settings;
