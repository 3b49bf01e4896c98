/** How our types look to Jackson where it cannot know by itself. */
package carafe.rooms.json;
