package carafe.rooms.census;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.census.CensusMessage.Ask;
import carafe.rooms.census.CensusMessage.Change;
import carafe.rooms.census.CensusMessage.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What one node tells another of its counts, and what the other makes of it. */
class LedgerTest {
  private static final ActorTestKit KIT = ActorTestKit.create("census");
  private static final ActorRef<CensusMessage> SELF =
      KIT.createTestProbe(CensusMessage.class).ref();

  private final TestProbe<CensusMessage> here = KIT.createTestProbe();
  private final Neighbour there = new Neighbour(here.ref());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static RoomAddress room(int number) {
    return new RoomAddress("talk", String.valueOf(number));
  }

  private Told answer(Ledger ledger, int roomsAtOnce) {
    there.ask(SELF);
    return ledger.answer(here.expectMessageClass(Ask.class), roomsAtOnce, SELF);
  }

  private Map<RoomAddress, Integer> known() {
    Map<RoomAddress, Integer> known = new HashMap<>();
    there.addTo(known);
    return known;
  }

  @Test
  void onlyChangesAreTold() {
    Ledger ledger = new Ledger(10);
    ledger.update(Map.of(room(1), 3, room(2), 1));
    there.take(answer(ledger, 100), 0);
    ledger.update(Map.of(room(1), 4));
    Told told = answer(ledger, 100);
    assertThat(told.changes())
        .containsExactlyInAnyOrder(new Change(room(1), 4), new Change(room(2), 0));
    assertThat(there.take(told, 0)).isTrue();
    assertThat(known()).isEqualTo(Map.of(room(1), 4));
    assertThat(answer(ledger, 100).changes()).isEmpty();
  }

  @Test
  void anAnswerThatComesTwiceIsTakenOnce() {
    Ledger ledger = new Ledger(10);
    ledger.update(Map.of(room(1), 3));
    Told first = answer(ledger, 100);
    assertThat(there.take(first, 0)).isTrue();
    ledger.update(Map.of());
    assertThat(there.take(answer(ledger, 100), 0)).isTrue();
    assertThat(there.take(first, 0)).isFalse();
    assertThat(known()).isEmpty();
  }

  @Test
  void whoAsksTooLateIsToldEverythingAfresh() {
    Ledger ledger = new Ledger(1);
    ledger.update(Map.of(room(1), 1, room(2), 1, room(3), 1));
    there.take(answer(ledger, 100), 0);
    ledger.update(Map.of(room(3), 1));
    Told told = answer(ledger, 100);
    assertThat(told.afresh()).isTrue();
    there.take(told, 0);
    assertThat(known()).isEqualTo(Map.of(room(3), 1));
    assertThat(answer(ledger, 100).afresh()).isFalse();
  }

  @Test
  void whoHasNotSpokenForLongIsNotHeard() {
    Ledger ledger = new Ledger(1);
    Duration max = Duration.ofSeconds(10);
    assertThat(there.isHeard(0, max)).isFalse();
    there.take(answer(ledger, 100), Long.MAX_VALUE - 5);
    assertThat(there.isHeard(Long.MAX_VALUE - 5 + max.toNanos(), max)).isTrue();
    assertThat(there.isHeard(Long.MAX_VALUE - 4 + max.toNanos(), max)).isFalse();
  }

  /** Rooms come and go while pieces travel: in the end the other node knows what there is. */
  @Test
  void whateverHappensInBetweenTheOtherEndsUpRight() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Ledger ledger = new Ledger(random.nextInt(4));
      Neighbour other = new Neighbour(here.ref());
      Map<RoomAddress, Integer> live = new HashMap<>();
      for (int step = 0; step < 60; step++) {
        for (int change = random.nextInt(6); change > 0; change--) {
          RoomAddress room = room(random.nextInt(12));
          if (random.nextBoolean()) {
            live.put(room, 1 + random.nextInt(3));
          } else {
            live.remove(room);
          }
        }
        ledger.update(live);
        other.ask(SELF);
        other.take(ledger.answer(here.expectMessageClass(Ask.class), 2, SELF), 0);
      }
      List<Integer> sizes = new ArrayList<>();
      boolean all = false;
      while (!all) {
        other.ask(SELF);
        Told told = ledger.answer(here.expectMessageClass(Ask.class), 2, SELF);
        sizes.add(told.changes().size());
        all = other.take(told, 0);
      }
      Map<RoomAddress, Integer> known = new HashMap<>();
      other.addTo(known);
      assertThat(known).as("seed %d", seed).isEqualTo(live);
      assertThat(sizes).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(2));
    }
  }
}
