package carafe.rooms.hooks;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;

/** Looks after the threads of all rooms of parties on a node. */
final class Watchdog {
  private static final Duration EVERY = Duration.ofMillis(500);

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  Watchdog(ActorSystem<?> system, Duration timeout) {
    Cancellable _ =
        system
            .scheduler()
            .scheduleAtFixedRate(
                EVERY,
                EVERY,
                () -> watches.forEach(watch -> watch.look(timeout)),
                system.executionContext());
  }

  Watch watch(String room) {
    Watch watch = new Watch(room);
    watches.add(watch);
    return watch;
  }

  void forget(Watch watch) {
    watches.remove(watch);
  }
}
