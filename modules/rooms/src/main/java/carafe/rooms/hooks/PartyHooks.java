package carafe.rooms.hooks;

import carafe.rooms.api.Connection;
import carafe.rooms.api.Party;
import carafe.rooms.api.Request;
import carafe.rooms.api.Room;
import java.lang.reflect.InvocationTargetException;

/**
 * A party's class, and which of the hooks that cost something it has.
 *
 * @param beforeConnect whether it wants to be asked before handshakes
 * @param beforeRequest whether it wants to be asked before requests
 * @param returned whether it wants to know who is back after the room was away
 */
record PartyHooks(
    Class<? extends Party> type, boolean beforeConnect, boolean beforeRequest, boolean returned) {
  static PartyHooks of(Class<? extends Party> type) {
    return new PartyHooks(
        type,
        overrides(type, "onBeforeConnect", Request.class),
        overrides(type, "onBeforeRequest", Request.class),
        overrides(type, "onReturn", Connection.class));
  }

  private static boolean overrides(Class<? extends Party> type, String hook, Class<?> of) {
    try {
      return type.getMethod(hook, of).getDeclaringClass() != Party.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A room's own instance. */
  Party make(Room room) throws Throwable {
    try {
      return type.getConstructor(Room.class).newInstance(room);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
