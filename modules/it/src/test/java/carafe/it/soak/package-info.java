/** Hours of an ordinary and a bad evening, to see whether anything of a server grows. */
package carafe.it.soak;
