package carafe.rooms.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.address.RoomAddress;
import carafe.rooms.message.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the gate lets through, and in which order. */
class GateTest {
  private static final RoomAddress ROOM = new RoomAddress("chat", "1");

  private final Gate gate = new Gate();
  private final List<String> ran = new ArrayList<>();
  private final Section hook = new Section("hook", List.of());
  private final Section other = new Section("other", List.of());

  private void run(boolean mayBegin) {
    for (Gate.Work work = gate.next(mayBegin); work != null; work = gate.next(mayBegin)) {
      work.run().run();
    }
  }

  @Test
  void whatGoesOnComesBeforeWhatBeginsEachInOrder() {
    gate.begins(() -> ran.add("first"));
    gate.begins(() -> ran.add("second"));
    gate.goesOn(hook, () -> ran.add("on"));
    gate.goesOn(other, () -> ran.add("on too"));

    run(true);

    assertThat(ran).containsExactly("on", "on too", "first", "second");
    assertThat(gate.isEmpty()).isTrue();
  }

  @Test
  void someComeBeforeAllThatWaitsToBeginInTheirOrder() {
    gate.begins(() -> ran.add("waited"));
    gate.beginFirst(List.of(() -> ran.add("one"), () -> ran.add("two")));
    gate.begins(() -> ran.add("last"));

    run(true);

    assertThat(ran).containsExactly("one", "two", "waited", "last");
  }

  @Test
  void whileNothingMayBeginWhatHasBegunGoesOn() {
    gate.begins(() -> ran.add("first"));
    gate.goesOn(hook, () -> ran.add("on"));

    run(false);

    assertThat(ran).containsExactly("on");
    assertThat(gate.isEmpty()).isFalse();
  }

  @Test
  void onlyWhatIsWithinTheHolderRunsUntilItReleasesTheGate() {
    Section exclusive = hook.inner("exclusive");
    gate.hold(exclusive);
    gate.begins(() -> ran.add("begins"));
    gate.goesOn(other, () -> ran.add("other"));
    gate.goesOn(hook, () -> ran.add("outside"));
    gate.goesOn(exclusive, () -> ran.add("inside"));
    gate.goesOn(exclusive.inner("deeper"), () -> ran.add("deeper"));

    run(true);
    assertThat(ran).containsExactly("inside", "deeper");

    gate.release(exclusive);
    run(true);
    assertThat(ran).containsExactly("inside", "deeper", "other", "outside", "begins");
  }

  @Test
  void whatWasFreeToGoOnWaitsWhenTheGateShutsFirst() {
    gate.goesOn(other, () -> ran.add("other"));
    gate.hold(hook);
    run(true);
    assertThat(ran).isEmpty();

    gate.release(hook);
    run(true);
    assertThat(ran).containsExactly("other");
  }

  @Test
  void aHolderTakesThoseWithinItWithIt() {
    Section outer = hook.inner("outer");
    Section inner = outer.inner("inner");
    gate.hold(outer);
    gate.hold(inner);
    gate.goesOn(other, () -> ran.add("other"));

    gate.release(outer);
    run(true);

    assertThat(ran).containsExactly("other");
  }

  @Test
  void aRequestThatTheHolderWaitsForIsKnown() {
    Section exclusive = hook.inner("exclusive");
    gate.hold(exclusive);
    Map<Long, Section> calling = Map.of(exclusive.number, exclusive, other.number, other);

    assertThat(gate.wouldWaitForItself(List.of(caller(exclusive)), calling)).isTrue();
    assertThat(gate.wouldWaitForItself(List.of(caller(other)), calling)).isFalse();
    assertThat(gate.wouldWaitForItself(List.of(), calling)).isFalse();
    assertThat(gate.wouldWaitForItself(List.of(caller(exclusive)), Map.of())).isFalse();
    gate.release(exclusive);
    assertThat(gate.wouldWaitForItself(List.of(caller(exclusive)), calling)).isFalse();
  }

  private static Caller caller(Section section) {
    return new Caller(ROOM, section.number);
  }
}
