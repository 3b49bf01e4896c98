package carafe.it.party.trial;

import carafe.rooms.api.Party;
import carafe.rooms.api.Room;

/** Has no hook at all. */
public final class Silent implements Party {
  public Silent(Room room) {}
}
