package carafe.rooms.census;

import static carafe.rooms.calls.TalkType.SECRET;
import static carafe.rooms.calls.TalkType.TALK;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void countsWhoIsThere() {
    RoomAddress one = new RoomAddress("talk", "1");
    RoomAddress two = new RoomAddress("talk", "2");
    tally.opened(TALK, one);
    RoomAddress countedAs = tally.opened(TALK, two);
    assertThat(tally.opened(TALK, new RoomAddress("talk", "2"))).isSameAs(countedAs);
    assertThat(tally.counts()).isEqualTo(Map.of(one, 1, two, 2));
    tally.closed(one);
    tally.closed(two);
    assertThat(tally.counts()).isEqualTo(Map.of(two, 1));
  }

  @Test
  void roomsWhoseIdsAreSecretAreCountedTogether() {
    tally.opened(SECRET, new RoomAddress("secret", "a key"));
    RoomAddress countedAs = tally.opened(SECRET, new RoomAddress("secret", "another"));
    tally.closed(countedAs);
    assertThat(tally.counts()).isEqualTo(Map.of(new RoomAddress("secret", "*"), 1));
  }

  @Test
  void anyNumberOfThreadsCountRight() {
    RoomAddress room = new RoomAddress("talk", "1");
    IntStream.range(0, 100_000)
        .parallel()
        .forEach(
            i -> {
              tally.opened(TALK, room);
              if (i % 10 != 0) {
                tally.closed(room);
              }
            });
    assertThat(tally.counts()).isEqualTo(Map.of(room, 10_000));
  }
}
