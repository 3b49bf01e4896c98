/** Load balancers before a cluster, with the configurations that are shipped. */
package carafe.it.balancer;
