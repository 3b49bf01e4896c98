package carafe.rooms.awake;

import java.time.Instant;
import java.util.Optional;

/** What a room wants its row to be. */
sealed interface Row {
  /** Number, in the room's journal, up to which this holds. */
  long event();

  /** The room is to be woken. */
  record At(Instant at, long event) implements Row {}

  /**
   * It is not.
   *
   * @param wokenBy what a row that is one event ahead says if it is to go as well
   */
  record None(long event, Optional<Instant> wokenBy) implements Row {}
}
