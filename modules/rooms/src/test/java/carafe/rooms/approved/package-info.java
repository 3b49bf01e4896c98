/** Comparing what we write with the files in which it was promised. */
package carafe.rooms.approved;
