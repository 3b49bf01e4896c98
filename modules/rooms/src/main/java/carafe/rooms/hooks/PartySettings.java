package carafe.rooms.hooks;

import carafe.rooms.api.Party;
import carafe.rooms.api.Room;
import carafe.rooms.party.Cors;
import carafe.rooms.party.RoomTypes;
import java.lang.reflect.Modifier;
import java.time.Duration;

/**
 * One party of this server, {@code carafe.parties}; reference.conf says what happens at its bounds.
 *
 * @param name the {@code :party} of its addresses
 * @param party what each of its rooms is an instance of
 * @param passivateAfter how long a room stays in memory that nobody needs
 * @param connectionsMax most connections of one room
 * @param messageBytesMax largest message a client may send
 * @param cors pages of which other origins may send requests
 */
public record PartySettings(
    String name,
    Class<? extends Party> party,
    Duration passivateAfter,
    int connectionsMax,
    int messageBytesMax,
    Cors cors) {
  /**
   * @throws IllegalArgumentException saying what is wrong with the name, the class or a bound
   */
  public PartySettings {
    RoomTypes.nameObjection(name)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    if (!Modifier.isPublic(party.getModifiers())
        || Modifier.isAbstract(party.getModifiers())
        || !hasConstructor(party)) {
      throw new IllegalArgumentException(
          party.getName()
              + " must be public, not abstract, and have a public constructor that takes a "
              + Room.class.getName());
    }
    positive("passivate-after", passivateAfter.isPositive());
    positive("connections-max", connectionsMax > 0);
    positive("message-bytes-max", messageBytesMax > 0);
  }

  private static void positive(String key, boolean isPositive) {
    if (!isPositive) {
      throw new IllegalArgumentException(key + " must be positive");
    }
  }

  private static boolean hasConstructor(Class<?> party) {
    try {
      return Modifier.isPublic(party.getConstructor(Room.class).getModifiers());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }
}
