/** What is done to a cluster while games go on, and in which order. */
package carafe.it.chaos.fault;
