package carafe.rooms.hooks;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows when a room's actor has the calling thread, and which section the running code is of. */
final class Turns {
  private final Watch watch;
  private volatile @Nullable Thread thread;
  private @Nullable Section current;

  Turns(Watch watch) {
    this.watch = watch;
  }

  /** The actor deals with a message. */
  <T> T inRoom(Supplier<T> work) {
    thread = Thread.currentThread();
    try {
      return work.get();
    } finally {
      thread = null;
    }
  }

  /** Whether the room's actor has the calling thread. */
  boolean isHere() {
    return thread == Thread.currentThread();
  }

  /** A party's code. */
  interface Code<T, E extends Throwable> {
    T run() throws E;
  }

  /** Runs a party's code; it may call for more of it. */
  <T, E extends Throwable> T call(Section section, Code<T, E> code) throws E {
    Section outer = current;
    current = section;
    if (outer == null) {
      watch.begin();
    }
    try {
      return code.run();
    } finally {
      current = outer;
      if (outer == null) {
        watch.end();
      }
    }
  }

  void run(Section section, Runnable code) {
    Section _ =
        this.<Section, RuntimeException>call(
            section,
            () -> {
              code.run();
              return section;
            });
  }

  /**
   * What the calling code belongs to.
   *
   * @throws IllegalStateException when it is not a party's code running in this room
   */
  Section current() {
    Section section = isHere() ? current : null;
    if (section == null) {
      throw new IllegalStateException(
          "A room was used outside its hooks; bring the stage of another library back with"
              + " room.inRoom(stage) and go on after that");
    }
    return section;
  }
}
