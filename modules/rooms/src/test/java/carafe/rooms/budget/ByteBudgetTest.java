package carafe.rooms.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets bytes, who loses them, and that all come back. */
class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);
  private final List<String> lost = new ArrayList<>();

  private ByteBudget.Share share(String name) {
    return budget.share(() -> lost.add(name));
  }

  @Test
  void whoHasHeldSomeLongestLosesIt() {
    ByteBudget.Share first = share("first");
    ByteBudget.Share second = share("second");
    ByteBudget.Share third = share("third");
    assertThat(first.hold(40)).isTrue();
    assertThat(second.hold(40)).isTrue();
    assertThat(third.hold(40)).isTrue();
    assertThat(lost).containsExactly("first");
    assertThat(first.isLost()).isTrue();
    assertThat(first.hold(1)).isFalse();
    assertThat(budget.used()).isEqualTo(80);
    first.release();
    second.release();
    third.release();
    assertThat(budget.used()).isZero();
  }

  @Test
  void whatIsHeldMayGrowAndShrink() {
    ByteBudget.Share share = share("it");
    assertThat(share.hold(100)).isTrue();
    assertThat(share.hold(30)).isTrue();
    assertThat(budget.used()).isEqualTo(30);
    assertThat(share.hold(101)).isFalse();
    assertThat(budget.used()).isEqualTo(30);
    share.release();
    assertThat(budget.used()).isZero();
  }

  @Test
  void whoGetsOnKeepsItLongerThanWhoStandsStill() {
    ByteBudget.Share reads = share("reads");
    ByteBudget.Share writes = share("writes");
    ByteBudget.Share still = share("still");
    assertThat(reads.hold(40)).isTrue();
    assertThat(writes.hold(30)).isTrue();
    assertThat(still.hold(30)).isTrue();
    reads.shrink(35);
    writes.getsOn();
    assertThat(budget.used()).isEqualTo(95);
    assertThat(share("other").hold(30)).isTrue();
    assertThat(lost).containsExactly("still");
    reads.shrink(50);
    assertThat(budget.used()).as("it only shrinks").isEqualTo(95);
    reads.release();
    reads.getsOn();
    assertThat(budget.used()).isEqualTo(60);
  }

  @Test
  void whoHasLostItHasNothingToShrink() {
    ByteBudget.Share loser = share("loser");
    assertThat(loser.hold(60)).isTrue();
    assertThat(share("other").hold(60)).isTrue();
    loser.shrink(10);
    loser.getsOn();
    assertThat(budget.used()).isEqualTo(60);
  }

  @Test
  void halfOfItMayBeKeptFromOthers() {
    ByteBudget.Share kept = share("kept");
    ByteBudget.Share more = share("more");
    ByteBudget.Share other = share("other");
    assertThat(kept.hold(40)).isTrue();
    assertThat(kept.keep()).isTrue();
    assertThat(more.hold(20)).isTrue();
    assertThat(more.keep()).as("60 of 100").isFalse();
    assertThat(other.hold(61)).as("more than there is beside the kept ones").isFalse();
    assertThat(lost).isEmpty();
    assertThat(other.hold(60)).isTrue();
    assertThat(lost).containsExactly("more");
    kept.release();
    assertThat(more.keep()).isFalse();
    other.release();
    assertThat(budget.used()).isZero();
    assertThat(share("late").hold(100)).as("nothing is kept any more").isTrue();
  }

  @Test
  void whoHasALockTellsOthersLater() {
    List<Runnable> later = new ArrayList<>();
    assertThat(share("first").hold(60)).isTrue();
    assertThat(share("second").hold(60, later)).isTrue();
    assertThat(lost).isEmpty();
    later.forEach(Runnable::run);
    assertThat(lost).containsExactly("first");
  }
}
