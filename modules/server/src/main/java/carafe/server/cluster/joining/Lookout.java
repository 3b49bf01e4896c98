package carafe.server.cluster.joining;

import carafe.server.cluster.registry.Look;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long this node has been seeing the others: it begins anew after every break of its session,
 * for then those that live may only just be coming back to the database as well.
 */
final class Lookout {
  private final LongSupplier nanos;
  private long session;
  private long sinceNanos;

  Lookout(LongSupplier nanos) {
    this.nanos = nanos;
  }

  Duration lookingSince(Look look) {
    if (look.session() != session) {
      session = look.session();
      sinceNanos = nanos.getAsLong();
    }
    return Duration.ofNanos(nanos.getAsLong() - sinceNanos);
  }
}
