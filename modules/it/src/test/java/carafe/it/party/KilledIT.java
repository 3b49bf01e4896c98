package carafe.it.party;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Message;
import carafe.it.client.Socket;
import carafe.it.client.Told;
import carafe.it.client.Web;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 takes nothing of what rooms were told to be stored, and no alarm. */
@ResourceLock(TrialServer.LIFE)
class KilledIT {
  private static final int ROOMS = 100;

  /** How many stored changes are told, over all rooms, before the kill. */
  private static final int BEFORE = 1500;

  private static final int ALARM_MS = 4000;

  @RegisterExtension static final TrialServer SERVER = new TrialServer();

  /** Counts in a room of its own, one more whenever the last one is told to be stored. */
  private static final class Counter implements AutoCloseable {
    private final int number;
    private final Socket socket;
    private final Thread thread;
    private volatile int said;
    private volatile int stored;

    Counter(int number, AtomicInteger all) {
      this.number = number;
      socket = SERVER.enter("counter " + number, "trial/count-" + number);
      thread = Thread.ofVirtual().unstarted(() -> count(all));
    }

    private void count(AtomicInteger all) {
      while (socket.told().ending().isEmpty()) {
        said = stored + 1;
        socket.send(Do.of("count", Map.of("count", said)));
        try {
          stored = Math.toIntExact(socket.next("counted").number("count"));
        } catch (AssertionError e) {
          return; // it ended before that
        }
        all.incrementAndGet();
      }
    }

    @Override
    public void close() {
      try {
        thread.join(Told.HANG);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    void mustBeThere() {
      Message kept =
          Web.get(SERVER.address().http("/parties/trial/count-" + number + "/count")).json();
      assertThat(kept.number("count")).as("room %d", number).isBetween((long) stored, (long) said);
      assertThat(kept.number("keys")).as("both keys of a change").isEqualTo(kept.number("count"));
    }
  }

  @Test
  void whatWasToldToBeStoredIsThereAndNoChangeByHalf() {
    AtomicInteger all = new AtomicInteger();
    List<Counter> counters =
        IntStream.range(0, ROOMS).mapToObj(number -> new Counter(number, all)).toList();
    counters.forEach(counter -> counter.thread.start());
    await(() -> all.get() >= BEFORE, "the rooms stored only " + all);

    SERVER.killAndStart();

    counters.forEach(Counter::close);
    assertThat(counters.stream().mapToInt(counter -> counter.stored).sum())
        .isGreaterThanOrEqualTo(BEFORE);
    counters.forEach(Counter::mustBeThere);
  }

  @Test
  void alarmsRingAfterAKillThoughNobodyVisitsTheRooms() {
    List<Socket> sleepers =
        IntStream.range(0, ROOMS)
            .mapToObj(number -> SERVER.enter("sleeper", "trial/sleeper-" + number))
            .toList();
    sleepers.forEach(socket -> socket.send(Do.of("alarm", Map.of("ms", ALARM_MS))));
    sleepers.forEach(socket -> socket.next("alarm_set"));
    assertThat(rung()).as("alarms that the kill comes too late for").isEmpty();

    SERVER.killAndStart();

    await(() -> rung().size() == ROOMS, "not all alarms rang");
    assertThat(rung()).allMatch(room -> room.startsWith("rang-sleeper-"));
  }

  private static List<String> rung() {
    return Web.get(SERVER.address().http("/parties/trial/alarms/rung")).json().texts("rooms");
  }

  private static void await(java.util.function.BooleanSupplier fact, String otherwise) {
    long end = System.nanoTime() + Told.HANG.toNanos();
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
