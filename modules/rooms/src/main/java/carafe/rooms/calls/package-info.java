/** How rooms reach each other, on whatever nodes they live. */
package carafe.rooms.calls;
