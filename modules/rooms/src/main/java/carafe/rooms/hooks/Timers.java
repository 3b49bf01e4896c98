package carafe.rooms.hooks;

import carafe.rooms.api.Room;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** What a room's hooks want to run after a while, up to its bound. */
final class Timers {
  private final TimerScheduler<? super Note> scheduler;
  private final Hooks hooks;
  private final int timersMax;
  private final Map<Long, Supplier<? extends CompletionStage<?>>> waiting = new HashMap<>();
  private long lastNumber;

  Timers(TimerScheduler<? super Note> scheduler, Hooks hooks, int timersMax) {
    this.scheduler = scheduler;
    this.hooks = hooks;
    this.timersMax = timersMax;
  }

  /**
   * @throws IllegalStateException when there are too many
   */
  Room.Timer start(Duration delay, Supplier<? extends CompletionStage<?>> hook) {
    if (waiting.size() >= timersMax) {
      throw new IllegalStateException("This room already has %d timers".formatted(timersMax));
    }
    long number = ++lastNumber;
    scheduler.startSingleTimer(
        number, new Note.TimerDue(number), delay); // fails if it is too far off
    waiting.put(number, hook);
    return () -> {
      waiting.remove(number);
      scheduler.cancel(number);
    };
  }

  void due(long number) {
    Supplier<? extends CompletionStage<?>> hook = waiting.remove(number);
    if (hook != null) {
      hooks.timer(hook);
    }
  }

  boolean areNone() {
    return waiting.isEmpty();
  }
}
