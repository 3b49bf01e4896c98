/**
 * The PostgreSQL that comes with us: unpacked once, made once, started with us and stopped with us.
 */
package carafe.server.postgres;
