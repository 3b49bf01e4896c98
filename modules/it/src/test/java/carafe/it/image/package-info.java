/** The container image, without a container runtime, and what is deployed with it. */
package carafe.it.image;
