package carafe.tasting.host;

import carafe.rules.host.HostIndex;
import carafe.rules.host.HostIndex.Refusal;
import carafe.rules.identity.Hash;
import java.util.Optional;

/**
 * Who may see and use a host id on this server (PROTOCOL.md, 4).
 *
 * @param keyRequired whether hosts without a key are refused: then nobody is let in without one,
 *     nor to an id that was used without one, whatever is shown, since it proves nothing there
 */
record Admission(boolean keyRequired) {
  /** What is wrong with this key, or with none; empty when it is right. */
  Optional<Refusal> objection(HostIndex index, Optional<Hash> key) {
    return keyRequired && (key.isEmpty() || isOpenToAll(index))
        ? Optional.of(Refusal.HOST_KEY_REQUIRED)
        : HostIndex.admit(index, key);
  }

  private static boolean isOpenToAll(HostIndex index) {
    return switch (index) {
      case HostIndex.Unused _ -> false;
      case HostIndex.Used used -> used.key().isEmpty();
    };
  }
}
