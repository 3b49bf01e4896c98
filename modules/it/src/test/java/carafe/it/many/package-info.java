/** Many small rooms on one server. */
package carafe.it.many;
