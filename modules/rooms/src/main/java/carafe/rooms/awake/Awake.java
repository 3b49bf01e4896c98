package carafe.rooms.awake;

import carafe.rooms.address.RoomAddress;
import java.time.Instant;
import java.util.Optional;
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
 * <p>A row is written before its event, and the event may never come: the process was killed, the
 * journal failed. Such a row is one ahead of the journal. The room that it wakes drops it, but no
 * other than the one that woke it: the next incarnation writes a row of the same number.
 *
 * <p>Three late ones still do something. Where the row is gone there is nothing to be behind of: it
 * is made again, and the room is woken once for nothing. And requests with the same number replace
 * each other: a process that stood still while it put its room to rest, or put off its alarm's row,
 * may write "later" over the "now" of the next incarnation. And a process that stood still may,
 * before it knows that it was given up, wake its own room by a row that the next incarnation wrote
 * meanwhile; where that is one event ahead, it is dropped. Should that one die as well, with nobody
 * connected, the room is not woken before "later", or not at all; whoever comes starts it.
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
   * @param wokenBy instant of the row that woke the room: one of the event that would come next
   *     goes too if it still says this instant
   */
  CompletionStage<Done> forget(RoomAddress room, long event, Optional<Instant> wokenBy);
}
