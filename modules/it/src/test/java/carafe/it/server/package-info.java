/** Servers that tests run: one that many share, and some that are killed. */
package carafe.it.server;
