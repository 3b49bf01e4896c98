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
    record Accepted(java.util.List<Event> events) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
  }

  static HostIndex unused() {
    return new Unused();
  }

  static Decision decide(HostIndex index, Command command) {
    throw new UnsupportedOperationException("HostIndex.decide: helper rules");
  }

  static HostIndex evolve(HostIndex index, Event event) {
    throw new UnsupportedOperationException("HostIndex.evolve: helper rules");
  }

  /** Whether somebody who sent this key (or none) may see and use the index. */
  static Optional<Refusal> admit(HostIndex index, Optional<Hash> key) {
    throw new UnsupportedOperationException("HostIndex.admit: helper rules");
  }
}
