package carafe.rooms.relay;

import carafe.rooms.connection.Connection;
import carafe.rooms.denial.DenialBudget;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import carafe.rooms.party.ClientLanguage.Trouble;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;

/**
 * Where a relay belongs.
 *
 * @param door the room's address in the cluster, whichever node it lives on
 * @param onTheWay who is sent to it
 */
record Place(
    String party,
    ClientLanguage language,
    RecipientRef<RoomMessage> door,
    RelaySettings settings,
    DenialBudget denials,
    FanOut fanOut,
    OnTheWay onTheWay,
    ActorRef<Relays.MayGo> parent) {

  /** Close code for a connection whose room cannot be reached: try again later. */
  private static final int AWAY = 1013;

  /** Of a connection that has waited for the room in vain. */
  void turnAway(Connection connection) {
    connection.send(language.trouble(Trouble.UNAVAILABLE));
    connection.close(AWAY, "the room cannot be reached, try again");
  }
}
