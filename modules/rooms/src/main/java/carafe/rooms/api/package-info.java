/**
 * What a programmer needs to write a {@link carafe.rooms.api.Party}: a class that says what a kind
 * of room does. Each room is one instance of it, somewhere in the cluster, whose hooks run one at a
 * time; {@code docs/parties.md} is the tutorial.
 *
 * <p>Gates, as in Durable Objects: no other hook begins until {@code onStart} is done, nor while
 * something the room put into its {@link carafe.rooms.api.Storage} is being stored; waiting for
 * anything else (a {@code fetch}) lets further hooks begin. {@link carafe.rooms.api.Room#exclusive}
 * shuts the gate for longer. What a hook tells anybody after it changed the storage leaves the room
 * once the change is stored.
 */
package carafe.rooms.api;
