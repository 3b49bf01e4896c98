package carafe.rooms.awake;

import java.time.Instant;
import java.util.Optional;

/**
 * What a room wants its row to be.
 *
 * @param at when it is to be woken; empty: it is not
 * @param event number, in the room's journal, up to which this holds
 */
record Row(Optional<Instant> at, long event) {}
