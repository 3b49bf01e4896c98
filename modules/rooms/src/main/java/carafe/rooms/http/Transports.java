package carafe.rooms.http;

import carafe.rooms.transport.Transport;
import carafe.rooms.transport.TransportSettings;
import carafe.rooms.transport.direct.DirectTransport;
import carafe.rooms.transport.streams.StreamsTransport;

/** Chooses what carries the bytes. */
public final class Transports {
  private Transports() {}

  public static Transport of(TransportSettings settings) {
    return switch (settings.kind()) {
      case DIRECT -> new DirectTransport(settings);
      case STREAMS -> new StreamsTransport(settings);
    };
  }
}
