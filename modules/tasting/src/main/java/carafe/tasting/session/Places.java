package carafe.tasting.session;

import carafe.rooms.message.Member;
import carafe.rooms.room.Audience;
import carafe.rooms.room.Link;
import java.util.Collection;
import java.util.Optional;

/**
 * Who gives way when somebody has more live connections than allowed: nobody is locked out by dead
 * ones of their own (PROTOCOL.md, 3, rejoin_session).
 */
final class Places {
  private final Audience audience;
  private final int max;

  Places(Audience audience, int max) {
    this.audience = audience;
    this.max = max;
  }

  /** Whether one more may come where these are. */
  boolean areFree(Collection<Link> there) {
    return there.size() < max;
  }

  /**
   * Which of those there gives its place to a newcomer: one of the same client, or else one that
   * has been silent.
   */
  Optional<Link> dispensable(Link newcomer, Collection<Link> there) {
    Optional<String> client = clientOf(newcomer);
    return there.stream()
        .filter(other -> client.isPresent() && client.equals(clientOf(other)))
        .findFirst()
        .or(() -> there.stream().filter(audience::isSilent).findFirst());
  }

  private Optional<String> clientOf(Link link) {
    return audience.member(link).map(Member::visitor).map(visitor -> visitor.id());
  }
}
