package carafe.tasting.session;

import carafe.rooms.message.Member;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Sees to it that nobody has more live connections than allowed, and that nobody is locked out by
 * dead ones of their own (PROTOCOL.md, 3, rejoin_session).
 */
final class Places {
  /** The close code of a connection whose place another one of the same client took. */
  private static final int REPLACED = 1000;

  private final Audience audience;
  private final Presence presence;
  private final int max;

  Places(Audience audience, Presence presence, int max) {
    this.audience = audience;
    this.presence = presence;
    this.max = max;
  }

  /**
   * Whether one more may be where these are. Makes room, when there is none, at the cost of a
   * connection of the same client, or else of one that has been silent.
   */
  boolean admit(Link link, Collection<Link> there, Instant now) {
    if (there.contains(link) || there.size() < max) {
      return true;
    }
    Optional<Link> dispensable =
        there.stream()
            .filter(other -> isSameClient(link, other))
            .findFirst()
            .or(() -> there.stream().filter(audience::isSilent).findFirst());
    dispensable.ifPresent(
        old -> {
          presence.leave(old, now);
          audience.close(old, REPLACED, "replaced by a newer connection");
        });
    return dispensable.isPresent();
  }

  private boolean isSameClient(Link one, Link other) {
    Optional<String> id = idOf(one);
    return id.isPresent() && id.equals(idOf(other));
  }

  private Optional<String> idOf(Link link) {
    return audience.member(link).map(Member::visitor).map(visitor -> visitor.id());
  }
}
