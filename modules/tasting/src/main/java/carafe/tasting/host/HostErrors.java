package carafe.tasting.host;

import carafe.rules.host.HostIndex;
import carafe.tasting.wire.Refusals;
import carafe.tasting.wire.ToClient.ErrorMessage;

/** How a host index's refusals are put into words. */
public final class HostErrors {
  private HostErrors() {}

  public static ErrorMessage of(HostIndex.Refusal refusal) {
    return switch (refusal) {
      case HOST_KEY_REQUIRED -> Refusals.hostKeyRequired();
      case INVALID_HOST_ID -> Refusals.invalidHostId();
    };
  }
}
