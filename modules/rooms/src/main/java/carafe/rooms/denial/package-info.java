/** How many wrong credentials an address may show. */
package carafe.rooms.denial;
