package carafe.rooms.census;

import carafe.rooms.address.RoomAddress;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** What the census takers of two nodes tell each other. */
public sealed interface CensusMessage permits CensusMessage.Ask, CensusMessage.Told, Inner {
  /**
   * What has changed on your node?
   *
   * @param since version up to which the asker knows it
   * @param whole version of which the asker knows all that there was; rooms that were gone by then
   *     it has never heard of, or knows to be gone
   */
  record Ask(long since, long whole, ActorRef<CensusMessage> replyTo) implements CensusMessage {}

  /**
   * Changes in the order they happened, oldest first.
   *
   * @param since of the {@link Ask} it answers
   * @param afresh what was known before is void
   * @param upTo version up to which the asker knows it now
   * @param whole the same as in {@link Ask}, for the next one
   * @param more whether there are further changes to ask for
   */
  record Told(
      ActorRef<CensusMessage> from,
      long since,
      boolean afresh,
      List<Change> changes,
      long upTo,
      long whole,
      boolean more)
      implements CensusMessage {
    public Told {
      changes = List.copyOf(changes);
    }
  }

  /**
   * @param count how many connections it has now; 0: it is gone
   */
  record Change(RoomAddress room, int count) {}
}
