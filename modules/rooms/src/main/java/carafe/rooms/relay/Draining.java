package carafe.rooms.relay;

import carafe.rooms.connection.Connection;
import carafe.rooms.message.RelayMessage;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** How a relay gets rid of its connections: evenly over a time; whoever comes later at once. */
final class Draining {
  private static final Duration STEP = Duration.ofMillis(50);

  private final TimerScheduler<RelayMessage> timers;
  private final Peers peers;
  private @Nullable Farewell farewell;

  Draining(TimerScheduler<RelayMessage> timers, Peers peers) {
    this.timers = timers;
    this.peers = peers;
  }

  /** Only once. */
  void begin(Inner.CloseAll all) {
    double shift = ThreadLocalRandom.current().nextDouble();
    farewell =
        new Farewell(all.code(), all.reason(), all.spread(), peers.all(), System.nanoTime(), shift);
    goOn();
  }

  boolean hasBegun() {
    return farewell != null;
  }

  boolean isOver() {
    return farewell != null && farewell.isOver();
  }

  /** It is time for the next ones. */
  void goOn() {
    if (farewell == null) {
      return;
    }
    for (Peer peer : farewell.due(System.nanoTime())) {
      peer.connection.close(farewell.code, farewell.reason);
    }
    if (!farewell.isOver()) {
      timers.startSingleTimer(new Inner.CloseSome(), STEP);
    }
  }

  void entered(Connection connection) {
    if (farewell != null) {
      connection.close(farewell.code, farewell.reason);
    }
  }
}
