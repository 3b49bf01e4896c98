package carafe.tasting.session;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.Awake;
import carafe.rooms.room.Link;
import carafe.rooms.room.Turn;
import carafe.rules.session.Command;
import carafe.tasting.host.HostMessage.ClaimReply;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What must be stored elsewhere before a session may be: that its room is woken if this node dies,
 * that its host id was claimed, and that the index knows how the session before it ended.
 */
final class Creation {
  /** Somebody wants to create a session. */
  record Wish(Link link, Turn turn, Command.CreateSession command) {}

  private final RoomAddress room;
  private final Awake awake;
  private final HostIndexes indexes;

  Creation(RoomAddress room, Awake awake, HostIndexes indexes) {
    this.room = room;
    this.awake = awake;
    this.indexes = indexes;
  }

  /**
   * Sees to all of it, one after the other.
   *
   * @param former what the index of the session before has to hear first
   */
  CompletionStage<ClaimReply> prepare(Wish wish, Optional<IndexReports.Due> former, Instant now) {
    CompletionStage<?> told =
        former
            .<CompletionStage<?>>map(due -> indexes.report(due.host(), due.entry()))
            .orElseGet(() -> CompletableFuture.completedFuture(wish));
    return told.thenCompose(_ -> awake.wakeAt(room, now))
        .thenCompose(_ -> indexes.claim(wish.command().host(), wish.command().hostKey()));
  }
}
