package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.message.ToRelay;
import carafe.rooms.room.Link;
import carafe.rules.identity.ParticipantId;
import carafe.rules.session.Seat;
import carafe.tasting.secret.Secrets;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.Test;

/** Who is here, without any actor. */
class PresenceTest {
  private static final ActorRef<ToRelay> RELAY = TestInbox.<ToRelay>create().getRef();
  private static final Link ONE = new Link(RELAY, 1);
  private static final Link TWO = new Link(RELAY, 2);
  private static final Link THREE = new Link(RELAY, 3);
  private static final Seat ANNA = seat("anna", 0);
  private static final Seat BEN = seat("ben", 1);

  private final Presence presence = new Presence();

  private static Seat seat(String name, int number) {
    return new Seat(
        new ParticipantId(name),
        number,
        name,
        List.of(Secrets.token(name)),
        Secrets.connection(name),
        0,
        at(0));
  }

  private static Instant at(long seconds) {
    return Sessions.START.plusSeconds(seconds);
  }

  private List<String> names() {
    return presence.presentNames(9);
  }

  @Test
  void aConnectionHasOneRoleAtATime() {
    presence.visitor(ONE, at(0));
    assertThat(presence.visitors()).containsExactly(ONE);
    presence.host(ONE, at(0));
    assertThat(presence.visitors()).isEmpty();
    assertThat(presence.hosts()).containsExactly(ONE);
    presence.watcher(ONE, at(0));
    assertThat(presence.hosts()).isEmpty();
    assertThat(presence.watchers()).containsExactly(ONE);
    presence.player(ONE, ANNA, true, at(0));
    assertThat(presence.watchers()).isEmpty();
    assertThat(presence.role(ONE)).isEqualTo(new Role.Player(ANNA.participant(), true));
    assertThat(presence.linksOf(ANNA.participant())).containsExactly(ONE);
    presence.leave(ONE, at(0));
    assertThat(presence.role(ONE)).isEqualTo(new Role.Visitor());
    assertThat(presence.visitors()).isEmpty();
    assertThat(presence.players()).isZero();
  }

  @Test
  void aSeatIsPresentUntilItsLastConnectionHasBeenGoneForAWhile() {
    presence.player(ONE, ANNA, true, at(0));
    presence.player(TWO, ANNA, false, at(0));
    presence.leave(ONE, at(5));
    assertThat(presence.nextLeave()).isEmpty();
    presence.leave(TWO, at(20));
    assertThat(presence.isConnected(ANNA.participant())).isFalse();
    assertThat(presence.nextLeave()).contains(at(20));

    presence.lapse(at(19));
    assertThat(names()).containsExactly("anna");
    presence.lapse(at(20));
    assertThat(names()).isEmpty();
    assertThat(presence.longestAbsent(9)).containsExactly(ANNA.participant());
  }

  @Test
  void whoComesBackDoesNotLeaveAtTheFormerTime() {
    presence.player(ONE, ANNA, true, at(0));
    presence.leave(ONE, at(3));
    presence.player(TWO, ANNA, false, at(0));
    presence.lapse(at(10));
    assertThat(names()).containsExactly("anna");
    presence.leave(TWO, at(30));
    presence.lapse(at(29));
    assertThat(names()).containsExactly("anna");
    assertThat(presence.nextLeave()).contains(at(30));
  }

  @Test
  void onlyComingAndGoingAreChanges() {
    presence.player(ONE, ANNA, true, at(0));
    long changes = presence.changes();
    presence.player(ONE, ANNA, false, at(0));
    presence.player(TWO, ANNA, false, at(0));
    presence.host(THREE, at(0));
    presence.leave(ONE, at(3));
    presence.leave(TWO, at(3));
    presence.player(TWO, ANNA, false, at(0));
    assertThat(presence.changes()).isEqualTo(changes);

    presence.player(THREE, BEN, true, at(0));
    assertThat(presence.changes()).isGreaterThan(changes);
    assertThat(names()).containsExactly("anna", "ben");
  }

  @Test
  void takingAnotherSeatLeavesTheFormer() {
    presence.player(ONE, ANNA, true, at(0));
    presence.player(ONE, BEN, false, at(3));
    assertThat(presence.linksOf(ANNA.participant())).isEmpty();
    assertThat(names()).containsExactly("anna", "ben");
    presence.lapse(at(3));
    assertThat(names()).containsExactly("ben");
  }

  @Test
  void aSeatThatIsGivenUpIsGoneAtOnceAndForGood() {
    presence.player(ONE, ANNA, true, at(0));
    presence.player(TWO, BEN, true, at(0));

    assertThat(presence.givenUp(ANNA)).containsExactly(ONE);

    assertThat(names()).containsExactly("ben");
    assertThat(presence.role(ONE)).isEqualTo(new Role.Visitor());
    assertThat(presence.visitors()).containsExactly(ONE);
    presence.player(ONE, BEN, false, at(3));
    presence.lapse(at(100));
    assertThat(names()).as("it does not linger").containsExactly("ben");
    assertThat(presence.longestAbsent(9)).isEmpty();
  }

  @Test
  void whoHasBeenAbsentForLongestComesFirst() {
    presence.lingers(BEN, at(1));
    presence.lingers(ANNA, at(2));
    presence.lapse(at(2));
    assertThat(presence.longestAbsent(1)).containsExactly(BEN.participant());
    assertThat(presence.longestAbsent(9)).containsExactly(BEN.participant(), ANNA.participant());
    presence.player(ONE, BEN, false, at(0));
    assertThat(presence.longestAbsent(9)).containsExactly(ANNA.participant());
  }

  @Test
  void inAnotherSessionEverybodyIsAVisitor() {
    presence.player(ONE, ANNA, true, at(0));
    presence.host(TWO, at(0));
    presence.visitor(THREE, at(0));
    long changes = presence.changes();

    assertThat(presence.reset()).containsExactlyInAnyOrder(ONE, TWO);

    assertThat(presence.visitors()).containsExactlyInAnyOrder(ONE, TWO, THREE);
    assertThat(presence.hosts()).isEmpty();
    assertThat(presence.presentCount()).isZero();
    assertThat(presence.changes()).isGreaterThan(changes);
  }

  @Test
  void whereNobodyWasPresentAnotherSessionChangesNothing() {
    presence.visitor(ONE, at(0));
    long changes = presence.changes();
    presence.reset();
    assertThat(presence.changes()).isEqualTo(changes);
  }

  @Test
  void theNamesAreCutInOrderOfJoining() {
    presence.player(TWO, BEN, true, at(0));
    presence.player(ONE, ANNA, true, at(0));
    assertThat(presence.presentNames(1)).containsExactly("anna");
    assertThat(presence.presentCount()).isEqualTo(2);
  }
}
