/** What hosts and phones say, and what they are told. */
package carafe.load.wire;
