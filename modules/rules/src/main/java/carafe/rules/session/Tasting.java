package carafe.rules.session;

import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/**
 * What a session is from its creation on.
 *
 * @param number which session of this code it is, from 1
 * @param hostKey hash of the key that its host id was bound to, if it was
 * @param creator hash of the connection id that created it
 * @param capacity most seats at a time
 */
public record Tasting(
    int number,
    HostId host,
    Optional<Hash> hostKey,
    Hash creator,
    Plan plan,
    int capacity,
    Instant createdAt) {
  Tasting planned(Plan changed) {
    return new Tasting(number, host, hostKey, creator, changed, capacity, createdAt);
  }
}
