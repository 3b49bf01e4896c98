/** What is said while a run goes on. */
package carafe.load.progress;
