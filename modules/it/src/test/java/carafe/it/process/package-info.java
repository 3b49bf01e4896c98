/** The program as a process of its own: started, waited for, killed, stopped. */
package carafe.it.process;
