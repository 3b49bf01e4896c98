/** Clients that know nothing but the event reference, and remember all they were told. */
package carafe.it.client;
