package carafe.tasting.session;

import carafe.rules.identity.Hash;
import carafe.rules.identity.HostId;
import carafe.rules.session.Tasting;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient.ErrorMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Whether somebody is the host of a session (PROTOCOL.md, 4). Compares in constant time.
 *
 * @param keyRequired whether hosts without a key are refused: then nobody leads a session any more
 *     that was created without one
 */
record HostCredentials(boolean keyRequired) {
  /** What is wrong with them; empty when they are right. */
  Optional<ErrorMessage> objection(Tasting tasting, HostId host, Optional<Hash> key) {
    return isHost(tasting, host)
        ? keyObjection(tasting, key)
        : Optional.of(Refusals.invalidHostId());
  }

  private Optional<ErrorMessage> keyObjection(Tasting tasting, Optional<Hash> key) {
    if (tasting.hostKey().isEmpty()) {
      return keyRequired ? Optional.of(Refusals.hostKeyRequired()) : Optional.empty();
    }
    if (key.isEmpty()) {
      return Optional.of(Refusals.hostKeyRequired());
    }
    return tasting.hostKey().get().matches(key.get())
        ? Optional.empty()
        : Optional.of(Refusals.invalidHostId());
  }

  /** Whether it is the host's id, be the key right or wrong. */
  static boolean isHost(Tasting tasting, HostId host) {
    return MessageDigest.isEqual(bytes(host), bytes(tasting.host()));
  }

  private static byte[] bytes(HostId host) {
    return host.value().getBytes(StandardCharsets.UTF_8);
  }
}
