package carafe.it.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final List<Growth> HEAP = List.of(new Growth("heap", Reading::heap, 0.1, 5));

  private static List<Reading> heaps(long... bytes) {
    return LongStream.of(bytes).mapToObj(b -> new Reading(b, 0, 0, 0, 0, 0, 0, 0, 0)).toList();
  }

  @Test
  void letsThroughWhatStaysWithinTheBound() {
    assertThat(Growth.objections(heaps(100, 90, 110, 300, 300, 300, 115, 90, 300), HEAP)).isEmpty();
  }

  @Test
  void objectsToWhatGrewBeyond() {
    assertThat(Growth.objections(heaps(100, 90, 110, 0, 0, 0, 116, 90, 117), HEAP))
        .containsExactly(
            "heap grew from 100 to 116 (medians of the first and the last third); at most 115 is"
                + " allowed");
  }

  @Test
  void saysNothingOfTooFewReadings() {
    assertThat(Growth.objections(heaps(1, 1), HEAP)).hasSize(1);
    assertThat(Growth.objections(List.of(), HEAP)).hasSize(1);
  }

  @Test
  void readsWhatTheJvmSays() {
    Histogram heap =
        Histogram.parse(
            """
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:          1000          64000  [B (java.base@25.0.1)
               2:            20           1600  carafe.rooms.connection.Conversation
            Total          1020          65600
            """);
    assertThat(heap.bytes()).isEqualTo(65_600);
    assertThat(heap.count("carafe.rooms.connection.Conversation")).isEqualTo(20);
    assertThat(heap.count("carafe.rooms.relay.RoomRelay")).isZero();
    NativeMemory outside =
        NativeMemory.parse(
            """
            Total: reserved=5000KB, committed=900KB
                   malloc: 1KB #1, peak=2KB #2
            -                 Java Heap (reserved=2000KB, committed=500KB)
            -                     Other (reserved=60KB, committed=50KB)
            """);
    assertThat(outside).isEqualTo(new NativeMemory(50 * 1024, 350 * 1024));
  }
}
