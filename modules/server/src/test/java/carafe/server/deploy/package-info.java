/** What lies in {@code deploy/}, checked as far as it can be without what it is for. */
package carafe.server.deploy;
