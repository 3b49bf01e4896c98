/** What keeps the program from starting, told in one line. */
package carafe.server.problem;
