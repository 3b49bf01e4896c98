package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * The rooms that owe something and must be started even if nobody comes (DESIGN.md, Awake). A room
 * asks for its row before it stores the event that creates the debt. What is asked for one room is
 * done in the order it was asked, on one node.
 *
 * <p>A room may have moved before what its incarnation asked for is done. So every request says how
 * far the room's journal had come, and one that is behind what is in the row by then does nothing.
 *
 * <p>Two late ones still do something. Where the row is gone there is nothing to be behind of: it
 * is made again, and the room is woken once for nothing. And requests with the same number replace
 * each other: a process that stood still while it put its room to rest may write "later" over the
 * "now" of the next incarnation. Should that one die as well, with nobody connected, the room is
 * not woken before "later"; whoever comes starts it.
 */
public interface Awake {
  /**
   * The room shall be woken at this instant, and again until it changes or drops its row.
   *
   * @param event number, in the room's journal, of the event that comes next
   */
  CompletionStage<Done> wakeAt(RoomAddress room, Instant at, long event);

  /**
   * The room owes nothing any more.
   *
   * @param event number, in the room's journal, of the newest event: what a later one owes stays
   */
  CompletionStage<Done> forget(RoomAddress room, long event);
}
