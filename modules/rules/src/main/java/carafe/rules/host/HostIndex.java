package carafe.rules.host;

import carafe.rules.identity.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A host id as data: whose key it needs, and which sessions were led under it. */
public sealed interface HostIndex {
  /** How many sessions a list shows (PROTOCOL.md, 3); older ones leave it. */
  int SESSIONS_MAX = 100;

  /** Nobody has used this host id. */
  record Unused() implements HostIndex {}

  /**
   * Somebody has.
   *
   * @param key hash of the key it was bound to on its first use, if that had one
   * @param sessions newest first, at most {@link #SESSIONS_MAX}
   */
  record Used(Optional<Hash> key, List<SessionEntry> sessions) implements HostIndex {
    public Used {
      sessions = List.copyOf(sessions);
    }
  }

  /** What can be asked of a host index. */
  sealed interface Command {
    Instant at();

    /** Uses the id; the first use binds the key. */
    record Claim(Optional<Hash> key, Instant at) implements Command {}

    /** A session reports how it stands; accepted without events when known or outdated. */
    record Report(SessionEntry entry, Instant at) implements Command {}
  }

  /** What has happened to a host index. */
  sealed interface Event {
    Instant at();

    record HostClaimed(Optional<Hash> key, Instant at) implements Event {}

    record SessionListed(SessionEntry entry, Instant at) implements Event {}
  }

  /** Why a claim is not granted. */
  enum Refusal {
    /** The id is bound to a key and none was sent. */
    HOST_KEY_REQUIRED,
    /** The id is bound to another key. */
    INVALID_HOST_ID
  }

  /** What the rules say to a command. */
  sealed interface Decision {
    record Accepted(List<Event> events) implements Decision {
      public Accepted {
        events = List.copyOf(events);
      }
    }

    record Refused(Refusal refusal) implements Decision {}
  }

  static HostIndex unused() {
    return new Unused();
  }

  static Decision decide(HostIndex index, Command command) {
    return switch (index) {
      case Unused _ ->
          switch (command) {
            case Command.Claim c -> accept(new Event.HostClaimed(c.key(), c.at()));
            case Command.Report c -> accept(new Event.SessionListed(c.entry(), c.at()));
          };
      case Used s ->
          switch (command) {
            case Command.Claim c ->
                admit(s, c.key())
                    .<Decision>map(Decision.Refused::new)
                    .orElseGet(HostIndex::nothing);
            case Command.Report c when Listing.changes(s.sessions(), c.entry()) ->
                accept(new Event.SessionListed(c.entry(), c.at()));
            case Command.Report _ -> nothing();
          };
    };
  }

  static HostIndex evolve(HostIndex index, Event event) {
    return switch (index) {
      case Unused _ ->
          switch (event) {
            case Event.HostClaimed e -> new Used(e.key(), List.of());
            case Event.SessionListed e -> new Used(Optional.empty(), List.of(e.entry()));
          };
      case Used s ->
          switch (event) {
            case Event.HostClaimed _ ->
                throw new IllegalStateException("a host id is claimed once");
            case Event.SessionListed e -> new Used(s.key(), Listing.with(s.sessions(), e.entry()));
          };
    };
  }

  /**
   * Whether somebody who sent this key (or none) may see and use the index. An id that was never
   * bound to a key lets everybody in who knows it.
   */
  static Optional<Refusal> admit(HostIndex index, Optional<Hash> key) {
    return switch (index) {
      case Unused _ -> Optional.empty();
      case Used s when s.key().isEmpty() -> Optional.empty();
      case Used _ when key.isEmpty() -> Optional.of(Refusal.HOST_KEY_REQUIRED);
      case Used s ->
          s.key().filter(key.get()::matches).isPresent()
              ? Optional.empty()
              : Optional.of(Refusal.INVALID_HOST_ID);
    };
  }

  private static Decision accept(Event event) {
    return new Decision.Accepted(List.of(event));
  }

  private static Decision nothing() {
    return new Decision.Accepted(List.of());
  }
}
