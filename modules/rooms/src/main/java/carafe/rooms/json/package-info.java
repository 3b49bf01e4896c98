/**
 * JSON that is no party's: how our types look to Jackson where it cannot know by itself, and
 * writing and reading field by field, under names that are spelled out where they are used.
 */
package carafe.rooms.json;
