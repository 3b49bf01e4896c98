package carafe.rooms.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.frame.Frame;
import carafe.rooms.message.Mark;
import carafe.rooms.message.Member;
import carafe.rooms.message.Numbers;
import carafe.rooms.message.RoomMessage;
import carafe.rooms.message.ToRelay;
import carafe.rooms.message.ToRoom;
import carafe.rooms.message.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An Audience inside an actor that does what the test says; the test speaks for the relays. */
class AudienceTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Frame FRAME = new Frame(ByteString.fromString("x"), Optional.empty());

  private final TestProbe<RoomMessage> heard = KIT.createTestProbe(RoomMessage.class);
  private final TestProbe<ToRelay> relay = KIT.createTestProbe(ToRelay.class);
  private final TestProbe<ToRelay> other = KIT.createTestProbe(ToRelay.class);
  private final ActorRef<RoomMessage> room = KIT.spawn(room());

  private record Do(Function<Audience, Object> what, CompletableFuture<Object> result)
      implements RoomMessage {}

  private record Lost(int links) implements RoomMessage {}

  private Behavior<RoomMessage> room() {
    return Behaviors.setup(
        context -> {
          Audience audience = new Audience(context);
          return Behaviors.receive(RoomMessage.class)
              .onMessage(
                  Do.class,
                  m -> {
                    try {
                      m.result.complete(m.what.apply(audience));
                    } catch (RuntimeException e) {
                      m.result.completeExceptionally(e);
                    }
                    return Behaviors.same();
                  })
              .onAnyMessage(
                  m -> {
                    heard.ref().tell(m);
                    return Behaviors.same();
                  })
              .onSignal(
                  Terminated.class,
                  t -> {
                    ActorRef<ToRelay> gone = t.getRef().unsafeUpcast();
                    heard.ref().tell(new Lost(audience.gone(gone).size()));
                    return Behaviors.same();
                  })
              .build();
        });
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @SuppressWarnings("unchecked")
  private <T> T in(Function<Audience, T> what) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    room.tell(new Do(what::apply, result));
    return (T) result.orTimeout(10, TimeUnit.SECONDS).join();
  }

  private void attach(TestProbe<ToRelay> at, long number) {
    in(
        audience -> {
          audience.attach(new ToRoom.Attach(at.ref(), number));
          return true;
        });
  }

  private Mark attached(TestProbe<ToRelay> at, long number) {
    attach(at, number);
    return at.expectMessageClass(ToRelay.Attached.class).mark();
  }

  private static Member member(int connection) {
    return new Member(
        connection,
        new Visitor("v" + connection, "", Map.of(), Map.of()),
        ByteString.emptyByteString());
  }

  private Link opened(TestProbe<ToRelay> at, long number, int connection) {
    return in(
        audience -> {
          ToRoom.Opened opened = new ToRoom.Opened(at.ref(), number, member(connection));
          Turn turn = audience.turn(opened);
          Link link = audience.opened(opened);
          turn.done();
          return link;
        });
  }

  private Turn turn(TestProbe<ToRelay> at, long number) {
    return in(audience -> audience.turn(new ToRoom.Detach(at.ref(), number)));
  }

  private boolean tell(Consumer<Audience> what) {
    return in(
        audience -> {
          what.accept(audience);
          return true;
        });
  }

  @Test
  void eachRelayIsToldOnceWhateverTheNumberOfLinks() {
    attached(relay, 1);
    attached(other, 1);
    Link anna = opened(relay, 2, 1);
    Link ben = opened(relay, 3, 2);
    Link cleo = opened(other, 2, 1);

    tell(audience -> audience.tell(FRAME, List.of(ben, cleo, anna)));

    assertThat(relay.expectMessageClass(ToRelay.ToSome.class).connections())
        .isEqualTo(Numbers.of(2, 1));
    assertThat(other.expectMessageClass(ToRelay.ToSome.class).connections())
        .isEqualTo(Numbers.of(1));

    tell(audience -> audience.tellAllExcept(FRAME, List.of(ben)));

    assertThat(relay.expectMessageClass(ToRelay.ToAll.class).except()).isEqualTo(Numbers.of(2));
    assertThat(other.expectMessageClass(ToRelay.ToAll.class).except()).isEqualTo(Numbers.none());

    tell(audience -> audience.close(cleo, 4000, "out"));

    ToRelay.Close close = other.expectMessageClass(ToRelay.Close.class);
    assertThat(close.connections()).isEqualTo(Numbers.of(1));
    assertThat(close.code()).isEqualTo(4000);
    assertThat(this.<Object>in(Audience::size)).isEqualTo(3);
  }

  @Test
  void severalThingsForAllAreOneMessageToEachRelay() {
    attached(relay, 1);
    attached(other, 1);
    opened(relay, 2, 1);

    tell(audience -> audience.tellAll(List.of(FRAME, FRAME)));

    ToRelay.ToAllAtOnce told = relay.expectMessageClass(ToRelay.ToAllAtOnce.class);
    assertThat(told.frames()).containsExactly(FRAME, FRAME);
    assertThat(told.mark().told()).isEqualTo(2);
    assertThat(other.expectMessageClass(ToRelay.ToAllAtOnce.class).frames()).hasSize(2);
  }

  @Test
  void handledIsEverythingBeforeTheFirstOpenTurn() {
    attached(relay, 1);
    Turn second = turn(relay, 2);
    Turn third = turn(relay, 3);
    Turn fourth = turn(relay, 4);

    third.done();
    tell(audience -> audience.tellAll(FRAME));
    assertThat(relay.expectMessageClass(ToRelay.ToAll.class).mark()).isEqualTo(new Mark(2, 4, 1));

    second.done();
    tell(Audience::acknowledge);
    assertThat(relay.expectMessageClass(ToRelay.Handled.class).mark()).isEqualTo(new Mark(3, 4, 3));

    tell(Audience::acknowledge); // it was told
    fourth.done();
    fourth.done();
    tell(audience -> audience.tellAll(FRAME));
    assertThat(relay.expectMessageClass(ToRelay.ToAll.class).mark()).isEqualTo(new Mark(4, 4, 4));
  }

  @Test
  void aRoomThatForgetsToAcknowledgeDoesSoAfterAWhile() {
    attached(relay, 1);
    for (int number = 2; number < 300; number++) {
      turn(relay, number).done();
    }
    assertThat(relay.expectMessageClass(ToRelay.Handled.class).mark().handled()).isEqualTo(257);
  }

  @Test
  void anAttachThatIsRepeatedChangesNothing() {
    attached(relay, 1);
    opened(relay, 2, 1);

    Mark again = attached(relay, 1);

    assertThat(again.heard()).isEqualTo(2);
    assertThat(this.<Object>in(Audience::size)).isEqualTo(1);
  }

  @Test
  void aGapIsToldOnceAndNothingAfterItIsEverHandled() {
    attached(relay, 1);
    turn(relay, 2).done();

    turn(relay, 4).done();
    turn(relay, 5).done();
    tell(audience -> audience.tellAll(FRAME));

    assertThat(relay.expectMessageClass(ToRelay.Again.class).mark().handled()).isEqualTo(2);
    assertThat(relay.expectMessageClass(ToRelay.ToAll.class).mark().handled()).isEqualTo(2);
  }

  @Test
  void whoIsToldOfTheEndIsToldNothingAfterIt() {
    attached(relay, 1);
    attached(other, 1);
    Turn late = turn(relay, 2);
    turn(other, 2).done();

    tell(Audience::end);
    tell(audience -> audience.tellAll(FRAME));
    late.done();

    assertThat(relay.expectMessageClass(ToRelay.Ended.class).mark().handled()).isEqualTo(1);
    assertThat(other.expectMessageClass(ToRelay.Ended.class).mark().handled()).isEqualTo(2);
    relay.expectNoMessage(Duration.ofMillis(50));
    assertThat(in(Audience::isAlone)).isTrue();
  }

  /** The complaint may be lost as well, and a relay whose words are not handled wonders. */
  @Test
  void aGapIsToldAgainWhenTheRelayWonders() {
    attached(relay, 1);
    turn(relay, 3).done();
    relay.expectMessageClass(ToRelay.Again.class);

    turn(relay, 4).done();
    tell(audience -> audience.turn(new ToRoom.Silent(relay.ref(), 5, Numbers.none())).done());
    tell(audience -> audience.turn(new ToRoom.Silent(relay.ref(), 6, Numbers.none())).done());

    assertThat(relay.expectMessageClass(ToRelay.Again.class).mark()).isEqualTo(new Mark(3, 5, 1));
    assertThat(relay.expectMessageClass(ToRelay.Again.class).mark()).isEqualTo(new Mark(4, 6, 1));
  }

  @Test
  void aRelayThatComesAgainAfterALossBeginsAnew() {
    attached(relay, 1);
    opened(relay, 2, 1);
    opened(relay, 3, 2);

    Mark again = attached(relay, 9);

    assertThat(again).isEqualTo(new Mark(1, 9, 9));
    assertThat(this.<Integer>in(Audience::size)).isZero();
    List<ToRoom.Closed> closed =
        List.of(
            heard.expectMessageClass(ToRoom.Closed.class),
            heard.expectMessageClass(ToRoom.Closed.class));
    assertThat(closed).extracting(ToRoom.Closed::connection).containsExactly(1, 2);
    Turn turn = in(audience -> audience.turn(closed.get(0)));
    turn.done();
    tell(audience -> audience.tellAll(FRAME));
    assertThat(relay.expectMessageClass(ToRelay.ToAll.class).mark())
        .as("the relay knows nothing of these")
        .isEqualTo(new Mark(2, 9, 9));

    ToRoom.Returned returned = new ToRoom.Returned(relay.ref(), 10, List.of(member(2)));
    tell(audience -> audience.turn(returned));
    List<Link> links = in(audience -> audience.returned(returned));
    assertThat(links).containsExactly(new Link(relay.ref(), 2));
  }

  /** What was told before a loss may be lost as well. */
  @Test
  void whoWasClosedBeforeALossIsClosedAgainWhenItReturns() {
    attached(relay, 1);
    Link anna = opened(relay, 2, 1);
    opened(relay, 3, 2);
    Link cleo = opened(relay, 4, 3);
    tell(audience -> audience.close(List.of(anna, cleo), 4000, "out"));
    tell(audience -> audience.closed(new ToRoom.Closed(relay.ref(), 5, 3, 4000, "out", true)));
    relay.expectMessageClass(ToRelay.Close.class);
    attached(relay, 9);
    for (int lost = 1; lost <= 2; lost++) {
      ToRoom.Closed closed = heard.expectMessageClass(ToRoom.Closed.class);
      tell(audience -> audience.closed(closed));
    }

    ToRoom.Returned returned =
        new ToRoom.Returned(relay.ref(), 10, List.of(member(1), member(2), member(3)));
    List<Link> links = in(audience -> audience.returned(returned));

    assertThat(links).extracting(Link::connection).containsExactly(2, 3);
    ToRelay.Close again = relay.expectMessageClass(ToRelay.Close.class);
    assertThat(again.connections()).isEqualTo(Numbers.of(1));
    assertThat(again.code()).isEqualTo(4000);
    assertThat(again.reason()).isEqualTo("out");
    assertThat(this.<Integer>in(Audience::size)).isEqualTo(2);
  }

  @Test
  void aRelayThatTerminatesTakesItsLinksAlong() {
    attached(relay, 1);
    opened(relay, 2, 1);
    Turn open = turn(relay, 3);

    relay.stop();

    assertThat(heard.expectMessageClass(Lost.class).links()).isEqualTo(1);
    assertThat(this.<Boolean>in(Audience::isAlone)).isTrue();
    open.done();
    tell(audience -> audience.tell(FRAME, new Link(relay.ref(), 1)));
  }

  @Test
  void aStateIsKeptHereAndAtTheRelayAndIsBounded() {
    attached(relay, 1);
    Link anna = opened(relay, 2, 1);
    ByteString state = ByteString.fromString("seat 7");

    tell(audience -> audience.keep(anna, state));

    assertThat(in(audience -> audience.member(anna)).orElseThrow().state()).isEqualTo(state);
    assertThat(relay.expectMessageClass(ToRelay.Keep.class).state()).isEqualTo(state);
    ByteString tooMuch = ByteString.fromArray(new byte[16 * 1024 + 1]);
    assertThatThrownBy(() -> tell(audience -> audience.keep(anna, tooMuch)))
        .hasRootCauseMessage("A connection's state is 16385 bytes, at most 16384 are kept");
  }

  @Test
  void silenceIsKnownUntilTheNextWordAboutIt() {
    attached(relay, 1);
    Link anna = opened(relay, 2, 1);
    ToRoom.Silent silent = new ToRoom.Silent(relay.ref(), 3, Numbers.of(1));
    tell(audience -> audience.silent(silent));
    assertThat(this.<Boolean>in(audience -> audience.isSilent(anna))).isTrue();
    tell(audience -> audience.silent(new ToRoom.Silent(relay.ref(), 4, Numbers.none())));
    assertThat(this.<Boolean>in(audience -> audience.isSilent(anna))).isFalse();
  }

  @Test
  void twentyThousandLinksOnOneRelayAreOneMessage() {
    attached(relay, 1);
    List<Link> links = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      links.add(opened(relay, i + 1, i));
    }
    relay.fishForMessage(
        Duration.ofSeconds(5),
        m ->
            m.mark().handled() >= 19_000
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());

    tell(audience -> audience.tell(FRAME, links));

    ToRelay.ToSome some =
        (ToRelay.ToSome)
            relay
                .fishForMessage(
                    Duration.ofSeconds(5),
                    m ->
                        m instanceof ToRelay.ToSome
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .getLast();
    assertThat(some.connections().size()).isEqualTo(20_000);
  }

  @Test
  void whatClientsSayDoesNotShowInAMember() {
    assertThat(new ToRoom.Opened(relay.ref(), 1, member(1)).toString()).doesNotContain("v1");
  }
}
