package carafe.rooms.room;

import carafe.rooms.message.ToRelay;
import org.apache.pekko.actor.typed.ActorRef;

/** One connection as its room addresses it. */
public record Link(ActorRef<ToRelay> relay, int connection) {}
