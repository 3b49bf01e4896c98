package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The rooms that owe something and must be started even if nobody comes (DESIGN.md, Awake). A room
 * asks for its row before it stores the event that creates the debt. What is asked for one room is
 * done in the order it was asked.
 */
public interface Awake {
  /** The room shall be woken at this instant, and again until it changes or drops its row. */
  CompletionStage<Done> wakeAt(RoomAddress room, Instant at);

  /** The room owes nothing any more. */
  CompletionStage<Done> forget(RoomAddress room);
}
