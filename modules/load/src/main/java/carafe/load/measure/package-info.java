/** What is counted and timed, of the server and of the tool itself. */
package carafe.load.measure;
