/** The program's life: its parts started in order, and stopped in the opposite one. */
package carafe.server.program;
