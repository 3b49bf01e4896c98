package carafe.rooms.census;

import static carafe.rooms.calls.TalkType.TALK;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.calls.TalkNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two nodes count together. */
@Order(1)
class CensusAcrossNodesTest {
  private static final RoomAddress ONE = new RoomAddress("talk", "1");
  private static final RoomAddress TWO = new RoomAddress("talk", "2");

  private static Map<RoomAddress, Integer> count(TalkNode node) {
    return node.calls.liveConnections().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
  }

  /** Counts until this comes out; how long it took. */
  private static Duration until(TalkNode node, Map<RoomAddress, Integer> counts) {
    Instant begun = Instant.now();
    Map<RoomAddress, Integer> last = count(node);
    while (!last.equals(counts)) {
      assertThat(Duration.between(begun, Instant.now()))
          .as("time for %s to become %s", last, counts)
          .isLessThan(Duration.ofSeconds(15));
      last = count(node);
    }
    return Duration.between(begun, Instant.now());
  }

  @Test
  void aNodeCountsWhatItHasWhateverItsNeighboursSay() {
    try (TalkNode alone = new TalkNode("")) {
      assertThat(count(alone)).isEmpty();
      alone.tally.opened(TALK, ONE);
      until(alone, Map.of(ONE, 1));
      assertThat(count(alone)).as("the same for all who ask in one second").isSameAs(count(alone));
    }
  }

  @Test
  void nodesAddUpWhatTheyHaveAndForgetOneThatDied() {
    try (TalkNode here = new TalkNode("");
        TalkNode there = new TalkNode("carafe.rooms.census.rooms-at-once = 7", here)) {
      here.tally.opened(TALK, ONE);
      there.tally.opened(TALK, ONE);
      there.tally.opened(TALK, TWO);
      until(here, Map.of(ONE, 2, TWO, 1));
      until(there, Map.of(ONE, 2, TWO, 1));

      there.tally.closed(ONE);
      until(here, Map.of(ONE, 1, TWO, 1));

      Map<RoomAddress, Integer> many = new HashMap<>(Map.of(ONE, 1, TWO, 1));
      for (int i = 100; i < 200; i++) {
        RoomAddress room = new RoomAddress("talk", "r" + i);
        there.tally.opened(TALK, room);
        many.put(room, 1);
      }
      until(here, many);

      there.die();
      assertThat(until(here, Map.of(ONE, 1))).isLessThan(Duration.ofSeconds(15));
    }
  }
}
