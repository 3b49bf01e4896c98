package carafe.rooms.http;

import carafe.rooms.budget.Budgets;
import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import carafe.rooms.transport.direct.DirectTransport;
import carafe.rooms.transport.streams.StreamsTransport;

/** Chooses what carries the bytes. */
public final class Transports {
  private Transports() {}

  /**
   * @param budgets those of the connections
   */
  public static Transport of(TransportSettings settings, Budgets budgets) {
    return switch (settings.kind()) {
      case DIRECT -> new DirectTransport(settings, budgets);
      case STREAMS -> new StreamsTransport(settings);
    };
  }
}
