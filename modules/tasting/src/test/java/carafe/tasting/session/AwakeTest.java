package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.message.ToRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The row that has a room woken: there before the debt, gone once all is paid (DESIGN.md, Awake).
 */
@AtTable("carafe.session { ask-timeout = 500 ms }")
class AwakeTest {
  private final Table table;

  AwakeTest(Table table) {
    this.table = table;
  }

  @Test
  void theRowIsThereBeforeTheSessionIsStored() {
    String code = table.freshCode();
    Guest host = table.guest(code);
    host.hears("server:state_snapshot");
    table.awake.hold(code);
    host.says(Words.create(table.freshHost()));
    table.await("the row is asked for", () -> table.awake.isHolding(code));
    assertThat(table.status(code)).isEqualTo(404);
    assertThat(table.events(code)).isEmpty();
    assertThat(host.unread()).isEmpty();

    table.awake.release(code);

    host.hearsNext("session:created");
    assertThat(table.awake.of(code)).hasValueSatisfying(at -> assertThat(at).isBefore(now()));
  }

  @Test
  void withoutItNothingIsCreated() {
    String code = table.freshCode();
    Guest host = table.guest(code);
    table.awake.fail(code);
    host.says(Words.create(table.freshHost())).hearsError("UNAVAILABLE");
    assertThat(table.events(code)).isEmpty();

    table.awake.mend(code);
    host.says(Words.create(table.freshHost())).hears("session:created");
  }

  @Test
  void itStaysAsLongAsTheSessionLives() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).hears("game:question");
    assertThat(table.awake.of(evening.code())).isPresent();
    evening.move(Words.REVEAL, "game:answer_revealed");
    assertThat(table.awake.of(evening.code())).isPresent();
  }

  @Test
  void itGoesOnceTheSessionHasEndedAndTheIndexKnows() {
    Evening evening = Evening.open(table, 1);
    evening.move(Words.END, "session:ended");
    table.await("nothing is owed", () -> table.awake.of(evening.code()).isEmpty());
    assertThat(table.hostEvents(evening.hostId())).endsWith("session-listed");
    assertThat(table.awake.of(evening.code())).isEmpty();
  }

  @Test
  void aSecondSessionHasItsRowThoughTheFirstOneHasJustEnded() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    table.burst(
        evening.code(),
        () -> evening.host().says(Words.END),
        () -> evening.host().says(Words.create(evening.hostId())));
    evening.host().hears("session:created");
    assertThat(evening.host().untilQuiet()).isNotNull();
    assertThat(table.awake.of(evening.code())).isPresent();
  }

  @Test
  void aCodeThatCouldNotBeHadLeavesNoRow() {
    String code = table.freshCode();
    Guest host = table.guest(code);
    host.hears("server:state_snapshot");
    Guest faster = table.guest(code);
    table.awake.hold(code);
    host.says(Words.create(table.freshHost()));
    faster.says(Words.create(table.freshHost()));
    table.await("rows are asked for", () -> table.awake.isHolding(code));
    table.awake.release(code);
    List.of(host, faster).forEach(g -> g.hears(m -> m.has("hostId") || m.has("message")));
    assertThat(table.awake.of(code)).as("for the one that was created").isPresent();
  }

  // --- waking ---

  @Test
  void aWokenRoomRevealsWhatIsDue() {
    Evening evening = Evening.openFor(table, 1, Duration.ofMillis(300));
    evening.host().hears("game:question");
    String code = table.copy(evening.code());
    assertThat(table.isRunning(code)).isFalse();

    table.wake(code);

    table.await("the question is revealed", () -> table.events(code).contains("question-revealed"));
  }

  @Test
  void aRoomThatOwesNothingDropsARowThatWokeIt() {
    String code = table.freshCode();
    table.awake.wakeAt(AwakeRows.room(code), now(), 1);
    table.wake(code);
    table.await("the row is gone", () -> table.awake.of(code).isEmpty());
  }

  @Test
  void theRowOfASessionThatWasNeverStoredGoesWhenItWakesTheRoom() {
    String code = table.freshCode();
    Guest host = table.guest(code);
    host.hears("server:state_snapshot");
    table.failNext(code);
    host.says(Words.create(table.freshHost())).hearsError("UNAVAILABLE");
    assertThat(table.status(code)).isEqualTo(404);
    assertThat(table.awake.of(code)).isPresent();

    table.wake(code);

    table.await("the row is gone", () -> table.awake.of(code).isEmpty());
  }

  /** The next incarnation writes one of the same number before it creates a session. */
  @Test
  void aRowThatWasWrittenAnewSinceItWokeTheRoomStays() {
    String code = table.freshCode();
    Instant anew = now();
    table.awake.wakeAt(AwakeRows.room(code), anew, 1);

    table.session(code).tell(new ToRoom.Wake(Optional.of(anew.minusSeconds(30))));

    assertThat(table.status(code)).isEqualTo(404);
    assertThat(table.awake.of(code)).contains(anew);
  }

  @Test
  void anEndedSessionThatIsWokenTellsTheIndexAndDropsItsRow() {
    Evening evening = Evening.waiting(table, 1);
    evening.move(Words.END, "session:ended");
    String code = table.copy(evening.code());
    table.awake.wakeAt(AwakeRows.room(code), now(), 1);

    table.wake(code);

    table.await("the row is gone", () -> table.awake.of(code).isEmpty());
    Heard list = table.listener(evening.hostId(), Map.of()).hears("sessions:list");
    assertThat(list.at("sessions").findValuesAsText("code")).contains(code);
  }

  @Test
  void wakingALivingRoomChangesNothing() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).hears("game:question");
    table.wake(evening.code());
    assertThat(table.status(evening.code())).isEqualTo(200);
    assertThat(table.awake.of(evening.code())).isPresent();
    evening.move(Words.REVEAL, "game:answer_revealed");
  }

  // --- a waiting room that comes back ---

  @Test
  void nobodyIsHeardBeforeTheRowSaysNow() {
    Evening evening = Evening.waiting(table, 1);
    table.awake.hold(evening.code());
    table.move(evening.code());
    table.await("the row is asked for", () -> table.awake.isHolding(evening.code()));
    evening.host().says(Words.START);
    assertThat(table.status(evening.code())).isEqualTo(200);
    assertThat(table.events(evening.code())).doesNotContain("game-started");

    table.awake.release(evening.code());

    evening.host().hears("game:question");
  }

  @Test
  void whenTheRowCannotBeWrittenClientsAreToldSoAndTheRoomGoesOnLater() {
    Evening evening = Evening.waiting(table, 1);
    table.awake.fail(evening.code());
    table.move(evening.code());
    evening.host().hears("host:state_snapshot");

    evening.host().says(Words.START).hearsError("UNAVAILABLE");
    evening.player(0).says(Words.JOIN).hearsError("UNAVAILABLE");
    Guest visitor = table.guest(evening.code());
    assertThat(visitor.hears("server:state_snapshot").text("phase")).isEqualTo("waiting");
    visitor.says(Words.JOIN).hearsError("UNAVAILABLE");
    assertThat(table.events(evening.code())).doesNotContain("game-started");

    table.awake.mend(evening.code());
    table.await(
        "it is tried again",
        () -> {
          visitor.says(Words.JOIN);
          return visitor.hears(m -> m.has("rejoinToken") || m.has("message")).has("rejoinToken");
        });
    evening.move(Words.START, "game:question");
  }

  @Test
  void aRowThatNobodyAnswersForIsGivenUpOn() {
    Evening evening = Evening.waiting(table, 1);
    table.awake.hold(evening.code());
    table.move(evening.code());
    table.await("the row is asked for", () -> table.awake.isHolding(evening.code()));
    evening.host().says(Words.START).hearsError("UNAVAILABLE");
    assertThat(table.events(evening.code())).doesNotContain("game-started");

    table.awake.release(evening.code());
    table.await(
        "it is tried again",
        () -> {
          evening.host().says(Words.START);
          return evening.host().hears(m -> m.has("prompt") || m.has("message")).has("prompt");
        });
  }

  private static Instant now() {
    return Instant.now().plusMillis(1);
  }
}
