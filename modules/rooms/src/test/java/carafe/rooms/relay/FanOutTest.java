package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FanOutTest {
  private final Map<Integer, Integer> told = new ConcurrentHashMap<>();
  private final Set<Thread> tellers = ConcurrentHashMap.newKeySet();

  private static Peer[] peers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Peer(_ -> {}, i, new TestConnection("c" + i), 0))
        .toArray(Peer[]::new);
  }

  private void tell(Peer peer) {
    told.merge(peer.number, 1, Integer::sum);
    tellers.add(Thread.currentThread());
  }

  private void assertToldOnce(int count) {
    assertThat(told).hasSize(count).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
    told.clear();
  }

  @Test
  void eachIsToldOnceBeforeItReturns() {
    FanOut fanOut = FanOut.start(1);
    for (int count : new int[] {0, 1, 127, 128, 129, 5000}) {
      for (int i = 0; i < 20; i++) {
        fanOut.tell(peers(count), this::tell);
        assertToldOnce(count);
      }
    }
  }

  @Test
  void helpersTakeTheirShareAndAreWaitedFor() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    FanOut fanOut = new FanOut(1, 1, work -> new Thread(work).start());
    Thread relay = Thread.currentThread();
    Consumer<Peer> telling =
        peer -> {
          if (Thread.currentThread() == relay) {
            await(begun);
            // The other one is at work by now, and ends after everything here is done.
            if (told.size() >= 5000 - 2 * 128) {
              mayEnd.countDown();
            }
          } else {
            begun.countDown();
            await(mayEnd);
          }
          tell(peer);
        };
    fanOut.tell(peers(5000), telling);
    assertToldOnce(5000);
    assertThat(tellers).hasSize(2);
  }

  @Test
  void aSmallRoomAndOneWithoutHelpersAreToldByTheRelay() {
    new FanOut(
            100,
            1,
            _ -> {
              throw new AssertionError("nobody is needed");
            })
        .tell(peers(99), this::tell);
    assertToldOnce(99);
    new FanOut(100, 1, _ -> {}).tell(peers(1000), this::tell);
    assertToldOnce(1000);
    assertThat(tellers).containsExactly(Thread.currentThread());
  }

  /** As {@link Thread#start} does where a process may have no more threads. */
  @Test
  void whereNoThreadCanBeStartedTheRelayTellsAllAlone() {
    FanOut fanOut =
        new FanOut(
            1,
            3,
            _ -> {
              throw new OutOfMemoryError("made up: unable to create native thread");
            });
    for (int i = 0; i < 2; i++) {
      assertThatCode(() -> fanOut.tell(peers(1000), this::tell)).doesNotThrowAnyException();
      assertToldOnce(1000);
    }
    assertThat(tellers).containsExactly(Thread.currentThread());
  }

  @Test
  void oneThatFailsCostsNoOtherItsWordsAndTheRelayHearsOfIt() {
    FanOut fanOut = FanOut.start(1);
    assertThatThrownBy(
            () ->
                fanOut.tell(
                    peers(1000),
                    peer -> {
                      if (peer.number % 10 == 0) {
                        throw new IllegalStateException("a transport with a bug");
                      }
                      tell(peer);
                    }))
        .hasMessage("a transport with a bug");
    assertToldOnce(900);
  }

  @Test
  void nothingThatIsThrownHoldsUpTheRelay() {
    Thread relay = Thread.currentThread();
    CountDownLatch helped = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                FanOut.start(1)
                    .tell(
                        peers(1000),
                        peer -> {
                          if (Thread.currentThread() == relay) {
                            await(helped);
                          } else {
                            helped.countDown();
                            throw new OutOfMemoryError("made up: no memory outside the heap");
                          }
                        }))
        .isInstanceOf(OutOfMemoryError.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
