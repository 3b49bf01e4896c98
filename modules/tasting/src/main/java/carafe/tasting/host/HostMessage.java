package carafe.tasting.host;

import carafe.rooms.message.RoomMessage;
import carafe.rules.host.HostIndex;
import carafe.rules.host.SessionEntry;
import carafe.rules.identity.Hash;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What sessions say to the index of their host. */
public sealed interface HostMessage extends RoomMessage {
  /** Somebody wants to lead a session under this host id; the first binds the key. */
  record Claim(Optional<Hash> key, ActorRef<ClaimReply> replyTo) implements HostMessage {}

  /** The session stands like this; repeated until {@link Reported} comes. */
  record Report(SessionEntry entry, ActorRef<Reported> replyTo) implements HostMessage {}

  /** For a host that the session has let in already. */
  record ListSessions(ActorRef<Listed> replyTo) implements HostMessage {}

  /** Answers {@link Claim} once it is stored. */
  sealed interface ClaimReply extends RoomMessage {}

  /**
   * @param key the key that the host id is bound to, if it is
   */
  record Claimed(Optional<Hash> key) implements ClaimReply {}

  record ClaimRefused(HostIndex.Refusal refusal) implements ClaimReply {}

  /** Answers {@link Report} once it is stored. */
  record Reported(int number, long revision) implements RoomMessage {}

  /** Answers {@link ListSessions}: newest first. */
  record Listed(List<SessionEntry> sessions) implements RoomMessage {
    public Listed {
      sessions = List.copyOf(sessions);
    }
  }
}
