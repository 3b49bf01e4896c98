package carafe.it.chaos.check;

import static carafe.it.chaos.check.Told.RIGHT;
import static carafe.it.chaos.check.Told.WRONG;
import static carafe.it.chaos.check.Told.game;
import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.chaos.check.Violation.Kind;
import carafe.it.client.Ranks;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker fails when it has to: each broken promise is found, with its evidence. */
class VerdictTest {
  private final Told host = new Told("host");
  private final Told ann = new Told("Ann");
  private final Told bob = new Told("Bob");

  private Verdict verdict() {
    return Verdict.of(List.of(game(host, ann, bob)), List.of());
  }

  private List<Kind> found() {
    return verdict().violations().stream().map(Violation::kind).distinct().toList();
  }

  /** Ann is right once, Bob never. */
  private void played() {
    ann.joined().said("q1", RIGHT).accepted("q1", RIGHT).scored("q1", 100, 100);
    bob.joined().said("q1", WRONG).accepted("q1", WRONG).scored("q1", 0, 0);
  }

  private void ended() {
    ann.boardAnd(100, 1, "Ann", 100, "Bob", 0);
    bob.boardAnd(0, 2, "Ann", 100, "Bob", 0);
    host.board("Ann", 100, "Bob", 0);
  }

  @Test
  void nothingIsWrongWithAGameInWhichAllWasKept() {
    played();
    ended();
    assertThat(verdict().isClean()).isTrue();
    assertThat(verdict())
        .returns(1, Verdict::games)
        .returns(2L, Verdict::joins)
        .returns(2L, Verdict::answers)
        .returns(Duration.ofSeconds(1), Verdict::longestWait);
  }

  @Test
  void anAcknowledgedJoinThatIsNotInTheResults() {
    played();
    ann.boardAnd(100, 1, "Ann", 100);
    bob.boardAnd(0, 2, "Ann", 100);
    host.board("Ann", 100);
    assertThat(found()).containsExactly(Kind.LOST_JOIN);
    assertThat(verdict().violations().getFirst().evidence())
        .contains(new Note.Joined(Told.second(0), "Bob"));
  }

  @Test
  void anAcknowledgedAnswerThatDidNotCount() {
    ann.joined().said("q1", RIGHT).accepted("q1", RIGHT).scored("q1", 0, 0);
    bob.joined();
    ann.boardAnd(0, 1, "Ann", 0, "Bob", 0);
    bob.boardAnd(0, 1, "Ann", 0, "Bob", 0);
    host.board("Ann", 0, "Bob", 0);
    assertThat(found()).containsExactly(Kind.LOST_ANSWER, Kind.WRONG_SCORE);
    assertThat(verdict().violations().getFirst().evidence())
        .contains(
            new Note.Accepted(Told.second(2), "q1", RIGHT),
            new Note.Scored(Told.second(3), "q1", 0, 0));
  }

  @Test
  void anAcknowledgedChangeThatWasUndone() {
    ann.joined().said("q1", WRONG).accepted("q1", WRONG).said("q1", RIGHT).accepted("q1", RIGHT);
    ann.scored("q1", 0, 0);
    assertThat(found()).contains(Kind.LOST_ANSWER);
  }

  @Test
  void anAcknowledgedAnswerThatASnapshotDoesNotShow() {
    ann.joined().said("q1", RIGHT).accepted("q1", RIGHT).selected("q1", "");
    assertThat(found()).contains(Kind.LOST_ANSWER);
  }

  @Test
  void anAnswerWhoseAcknowledgementWasLostMayCountOrNot() {
    played();
    ann.said("q2", RIGHT);
    bob.said("q2", RIGHT).selected("q2", RIGHT);
    ann.selected("q2", "").scored("q2", 0, 100).boardAnd(100, 1, "Ann", 100, "Bob", 100);
    bob.scored("q2", 100, 100).boardAnd(100, 1, "Ann", 100, "Bob", 100);
    host.board("Ann", 100, "Bob", 100);
    assertThat(found()).isEmpty();
  }

  @Test
  void anOlderChoiceAcknowledgedLateDoesNotUndoANewerOne() {
    ann.joined().said("q1", WRONG).said("q1", RIGHT).accepted("q1", RIGHT).accepted("q1", WRONG);
    ann.scored("q1", 0, 0);
    assertThat(found()).contains(Kind.LOST_ANSWER);
  }

  @Test
  void aScoreThatDoesNotFollow() {
    played();
    ann.boardAnd(200, 1, "Ann", 200, "Bob", 0);
    bob.boardAnd(0, 2, "Ann", 200, "Bob", 0);
    host.board("Ann", 200, "Bob", 0);
    assertThat(found()).containsExactly(Kind.WRONG_SCORE);
  }

  @Test
  void pointsForNoAnswer() {
    ann.joined().scored("q1", 100, 100);
    assertThat(found()).contains(Kind.WRONG_SCORE);
  }

  @Test
  void ranksThatDoNotFollow() {
    played();
    ended();
    host.board(List.of(new Ranks.Entry("Bob", 0, 1), new Ranks.Entry("Ann", 100, 2)));
    assertThat(found()).contains(Kind.WRONG_RANKING);
  }

  @Test
  void anotherLeaderboardThanTheHosts() {
    played();
    ended();
    bob.boardAnd(0, 1, "Ann", 0, "Bob", 0);
    assertThat(found()).containsExactly(Kind.WRONG_RANKING);
  }

  @Test
  void aSeatThatNobodyAskedFor() {
    played();
    ann.boardAnd(100, 1, "Ann", 100, "Bob", 0, "Eve", 0);
    bob.boardAnd(0, 2, "Ann", 100, "Bob", 0, "Eve", 0);
    host.board("Ann", 100, "Bob", 0, "Eve", 0);
    assertThat(found()).containsExactly(Kind.WRONG_RANKING);
  }

  @Test
  void oneSeatForTwo() {
    ann.joined("Ann");
    bob.joined("Ann");
    host.board("Ann", 0);
    assertThat(found()).contains(Kind.SEAT_CHANGED);
  }

  @Test
  void anotherSeatThanBefore() {
    played();
    ann.returned("Bob");
    ended();
    assertThat(found()).containsExactly(Kind.SEAT_CHANGED);
  }

  @Test
  void aTokenThatOpensNothingAnyMore() {
    played();
    ann.refused();
    ended();
    assertThat(found()).containsExactly(Kind.CREDENTIAL_REFUSED);
  }

  @Test
  void aGameWithoutAnEnd() {
    played();
    assertThat(found()).containsExactly(Kind.NO_END);
  }

  @Test
  void aPhoneThatWasToldNoEnd() {
    played();
    ann.boardAnd(100, 1, "Ann", 100, "Bob", 0);
    host.board("Ann", 100, "Bob", 0);
    assertThat(found()).containsExactly(Kind.NO_END);
  }

  @Test
  void oneIncarnationAfterTheOther() {
    played();
    ended();
    ann.heard("a", 0, 4).heard("b", 5, 9);
    bob.heard("a", 0, 4).heard("b", 6, 9);
    assertThat(found()).isEmpty();
    assertThat(verdict().incarnations()).isEqualTo(2);
    assertThat(verdict().overlap()).isZero();
  }

  @Test
  void anIncarnationThatIsHeardAgain() {
    played();
    ended();
    ann.heard("a", 0, 4).heard("b", 5, 6).heard("a", 7, 7);
    assertThat(found()).containsExactly(Kind.HEARD_AGAIN);
    assertThat(verdict().violations().getFirst())
        .returns("Ann", Violation::who)
        .returns(3, violation -> violation.evidence().size());
  }

  @Test
  void twoIncarnationsThatSpeakToDifferentPhones() {
    played();
    ended();
    ann.heard("a", 0, 20);
    bob.heard("b", 8, 30);
    assertThat(found()).containsExactly(Kind.SPOKE_AT_ONCE);
    assertThat(verdict().overlap()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void aDeadlineThatMoved() {
    played();
    ended();
    ann.deadline("q1", 30).deadline("q1", 30);
    bob.deadline("q1", 31);
    assertThat(found()).containsExactly(Kind.MOVED_DEADLINE);
  }
}
