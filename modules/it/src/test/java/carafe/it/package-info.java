/** Tests across processes: the program as users run it. */
package carafe.it;
