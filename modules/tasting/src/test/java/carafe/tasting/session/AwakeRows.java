package carafe.tasting.session;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.awake.Awake;
import carafe.rooms.awake.RowsInMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Rows in memory of which a test holds writes back, or has them fail. */
final class AwakeRows implements Awake {
  private final RowsInMemory rows = new RowsInMemory();
  private final Map<RoomAddress, List<Runnable>> held = new HashMap<>();
  private final Set<RoomAddress> failing = new HashSet<>();

  /** When the session of the code is to be woken; empty: it has no row. */
  Optional<Instant> of(String code) {
    return rows.of(room(code));
  }

  /** From now on writes for this session wait. */
  synchronized void hold(String code) {
    held.put(room(code), new ArrayList<>());
  }

  synchronized boolean isHolding(String code) {
    List<Runnable> writes = held.get(room(code));
    return writes != null && !writes.isEmpty();
  }

  /** Those that wait are done, in order, and those to come at once. */
  synchronized void release(String code) {
    List<Runnable> writes = held.remove(room(code));
    if (writes != null) {
      writes.forEach(Runnable::run);
    }
  }

  /** Those that wait are done, in order, and those to come wait. */
  synchronized void releaseAndHold(String code) {
    release(code);
    hold(code);
  }

  /** From now on writes for this session fail. */
  synchronized void fail(String code) {
    failing.add(room(code));
  }

  synchronized void mend(String code) {
    failing.remove(room(code));
  }

  static RoomAddress room(String code) {
    return new RoomAddress(SessionRoom.PARTY, code);
  }

  @Override
  public CompletionStage<Done> wakeAt(RoomAddress room, Instant at, long event) {
    return write(room, () -> rows.wakeAt(room, at, event));
  }

  @Override
  public CompletionStage<Done> forget(RoomAddress room, long event, Optional<Instant> wokenBy) {
    return write(room, () -> rows.forget(room, event, wokenBy));
  }

  private synchronized CompletionStage<Done> write(RoomAddress room, Runnable row) {
    if (failing.contains(room)) {
      return CompletableFuture.failedStage(new IllegalStateException("no database, on purpose"));
    }
    CompletableFuture<Done> done = new CompletableFuture<>();
    Runnable write =
        () -> {
          row.run();
          done.complete(Done.getInstance());
        };
    List<Runnable> writes = held.get(room);
    if (writes == null) {
      write.run();
    } else {
      writes.add(write);
    }
    return done;
  }
}
