/** A real cluster that a test may hurt: PostgreSQL, a load balancer, supervised nodes. */
package carafe.it.chaos.cluster;
