/** What collections of the JDK would take more memory for. */
package carafe.rooms.collect;
