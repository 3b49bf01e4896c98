/** Where requests go, read from what the client really sent. */
package carafe.rooms.address;
