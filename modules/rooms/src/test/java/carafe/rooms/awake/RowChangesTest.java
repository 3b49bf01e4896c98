package carafe.rooms.awake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.address.RoomAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

/** Which changes are made together, and which have to wait. AwakeTableTest has the real table. */
class RowChangesTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<List<String>> stored = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private final RowChanges changes = new RowChanges(threads::add, this::store);

  private void store(List<RowChanges.Change> together) {
    stored.add(together.stream().map(one -> one.room().room() + one.row().event()).toList());
    Runnable once = meanwhile;
    meanwhile = () -> {};
    once.run();
    together.forEach(one -> one.done().complete(Done.getInstance()));
  }

  private CompletionStage<Done> add(String room, int event) {
    return changes.add(new RoomAddress("main", room), new Row.None(event, Optional.empty()));
  }

  private void runAll() {
    for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
      next.run();
    }
  }

  @Test
  void whatWaitsIsStoredTogetherAndOfOneRoomOnlyTheLaterEvent() {
    CompletionStage<Done> first = add("a", 1);
    CompletionStage<Done> other = add("b", 2);
    CompletionStage<Done> second = add("a", 2);
    CompletionStage<Done> late = add("b", 1);
    add("c", 1);

    runAll();

    assertThat(stored).containsExactly(List.of("a2", "b2", "c1"));
    assertThat(List.of(first, other, second, late)).allSatisfy(it -> assertThat(it).isCompleted());
  }

  /** A room that tries again and again while the database stands still fills nothing. */
  @Test
  void manyChangesOfOneRoomTakeOnePlace() {
    for (int i = 0; i <= RowChanges.WAITING_MAX; i++) {
      add("a", i);
    }

    runAll();

    assertThat(stored).containsExactly(List.of("a" + RowChanges.WAITING_MAX));
  }

  @Test
  void aChangeWaitsForTheOneBeforeItOnAnotherThreadAndNothingElseDoes() {
    meanwhile =
        () -> {
          add("a", 2);
          add("b", 1);
          runAll();
          assertThat(stored).containsExactly(List.of("a1"), List.of("b1"));
        };
    add("a", 1);

    runAll();

    assertThat(stored).containsExactly(List.of("a1"), List.of("b1"), List.of("a2"));
  }

  @Test
  void oneGoIsBounded() {
    IntStream.range(0, RowChanges.TOGETHER_MAX + 1).forEach(i -> add("r" + i + "-", i));

    runAll();

    assertThat(stored).extracting(List::size).containsExactly(RowChanges.TOGETHER_MAX, 1);
  }

  @Test
  void whatIsAskedForAfterAllWasStoredIsStoredToo() {
    add("a", 1);
    runAll();
    CompletionStage<Done> later = add("a", 2);
    runAll();

    assertThat(later).isCompleted();
    assertThat(stored).containsExactly(List.of("a1"), List.of("a2"));
  }

  @Test
  void oneMoreThanMayWaitFailsAtOnce() {
    for (int i = 0; i < RowChanges.WAITING_MAX; i++) {
      add("room " + i, i);
    }

    CompletionStage<Done> tooMany = add("b", 1);

    assertThatThrownBy(() -> tooMany.toCompletableFuture().join())
        .hasRootCauseInstanceOf(RejectedExecutionException.class);
  }
}
