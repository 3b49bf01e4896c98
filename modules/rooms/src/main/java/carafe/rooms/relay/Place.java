package carafe.rooms.relay;

import carafe.rooms.denial.DenialBudget;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.party.ClientLanguage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.RecipientRef;

/**
 * Where a relay belongs.
 *
 * @param door the room's address in the cluster, whichever node it lives on
 */
record Place(
    String party,
    ClientLanguage language,
    RecipientRef<RoomMessage> door,
    RelaySettings settings,
    DenialBudget denials,
    FanOut fanOut,
    ActorRef<Relays.MayGo> parent) {}
