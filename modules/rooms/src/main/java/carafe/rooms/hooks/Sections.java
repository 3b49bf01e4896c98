package carafe.rooms.hooks;

import carafe.rooms.api.Party;
import carafe.rooms.message.Caller;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Runs the sections of a room from their beginning to their end, or to the end of their time. */
final class Sections {
  private final Turns turns;
  private final Gate gate;
  private final ActorRef<? super Note> self;
  private final Duration timeout;

  /** Those whose work waits for something, oldest first, and how they end for another reason. */
  private final Map<Section, Consumer<Throwable>> unfinished = new LinkedHashMap<>();

  Sections(Turns turns, Gate gate, ActorRef<? super Note> self, Duration timeout) {
    this.turns = turns;
    this.gate = gate;
    this.self = self;
    this.timeout = timeout;
  }

  /** What a section does. */
  interface Work<T> {
    /** The stage is over when the section's work is. */
    CompletionStage<? extends T> begin() throws Throwable;
  }

  /** Begins a hook for those who wait for it. */
  <T> void begin(
      String name,
      List<Caller> callers,
      Work<T> work,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    begin(new Section(name, callers), work, then);
  }

  /**
   * Begins a section.
   *
   * @param then told once how it ended, with a failure or without; in the room
   */
  <T> void begin(Section section, Work<T> work, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    BiConsumer<@Nullable T, @Nullable Throwable> end =
        (value, failure) -> {
          if (!section.over) {
            section.over = true;
            unfinished.remove(section);
            then.accept(value, failure);
          }
        };
    try {
      CompletionStage<? extends T> stage = turns.call(section, work::begin);
      if (Party.DONE.equals(stage)) { // the common case costs nothing
        end.accept(null, null);
      } else if (stage == null) {
        end.accept(null, new NullPointerException(section.name + " returned no stage"));
      } else {
        whenDone(section, stage, end);
      }
    } catch (Throwable e) { // whatever an author's code throws is no reason to stop the room
      end.accept(null, e);
    }
    if (!section.over) {
      unfinished.put(section, reason -> end.accept(null, reason));
    }
  }

  /** Runs an exclusive section as soon as the one that asks for it may run. */
  <T> CompletionStage<T> exclusive(Section outer, Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable begin =
        () -> {
          if (outer.isCut()) {
            return; // it waited for the gate longer than it had time
          }
          Section inner = outer.inner("an exclusive section of " + outer.name);
          gate.hold(inner);
          this.<T>begin(
              inner,
              work,
              (value, failure) -> {
                gate.release(inner);
                goOn(outer, result, value, failure);
              });
        };
    if (gate.lets(outer)) {
      begin.run();
    } else {
      gate.goesOn(outer, begin);
    }
    return result;
  }

  /** The same stage, but what follows it runs in this section. */
  <T> CompletionStage<T> here(Section section, CompletionStage<T> outside) {
    CompletableFuture<T> inside = new CompletableFuture<>();
    whenBack(section, outside, (value, failure) -> goOn(section, inside, value, failure));
    return inside;
  }

  /** The same stage if it has ended already, otherwise as {@link #here}. */
  <T> CompletionStage<T> inside(Section section, CompletionStage<T> stage) {
    return stage.toCompletableFuture().isDone() ? stage : here(section, stage);
  }

  /** What comes of an outside stage, told in the room when this section may go on. */
  <T> void whenBack(
      Section section,
      CompletionStage<T> outside,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    outside.whenComplete(
        (value, failure) -> self.tell(new Note.GoOn(section, () -> then.accept(value, failure))));
  }

  /** Ends a stage that a party waits for, unless the section has run out of time. */
  <T> void goOn(
      Section section,
      CompletableFuture<T> waiting,
      @Nullable T value,
      @Nullable Throwable failure) {
    if (!section.isCut()) {
      turns.run(
          section,
          () -> {
            if (failure == null) {
              complete(waiting, value);
            } else {
              waiting.completeExceptionally(cause(failure));
            }
          });
    }
  }

  @SuppressWarnings("NullAway") // a stage may come to null
  private static <T> void complete(CompletableFuture<T> waiting, @Nullable T value) {
    waiting.complete(value);
  }

  private <T> void whenDone(
      Section section,
      CompletionStage<? extends T> stage,
      BiConsumer<@Nullable T, @Nullable Throwable> then) {
    stage.whenComplete(
        (value, failure) -> {
          Throwable cause = failure == null ? null : cause(failure);
          if (turns.isHere()) {
            then.accept(value, cause);
          } else {
            self.tell(new Note.GoOn(section, () -> then.accept(value, cause)));
          }
        });
  }

  /** How many wait for something. */
  int unfinished() {
    return unfinished.size();
  }

  /** Ends those whose time is up; whatever of them would go on does not. */
  void endLate() {
    long now = System.nanoTime();
    end(
        unfinished.keySet().stream().takeWhile(section -> section.hasTaken(timeout, now)).toList(),
        TimedOut::new);
  }

  /** Ends all of them: the room stops. */
  void endAll() {
    end(List.copyOf(unfinished.keySet()), Stopped::new);
  }

  private void end(List<Section> those, Supplier<Throwable> reason) {
    for (Section section : those) {
      Consumer<Throwable> end = unfinished.get(section);
      section.cut();
      gate.release(section);
      if (end != null) { // not ended by one before it
        end.accept(reason.get());
      }
    }
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** A hook was not over in time. */
  static final class TimedOut extends RuntimeException {
    private static final long serialVersionUID = 1;

    TimedOut() {
      super("it was not over in time", null, false, false);
    }
  }

  /** A hook was not over when its room stopped. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("the room stopped before it was over", null, false, false);
    }
  }
}
