package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The journal does not take an event: nobody is told of it, and the room goes on from what is
 * stored.
 */
@AtTable("carafe.session.ask-timeout = 300 ms")
class PersistFailureTest {
  private final Table table;

  PersistFailureTest(Table table) {
    this.table = table;
  }

  @Test
  void aMoveThatIsNotStoredWasNeverMade() {
    Evening evening = Evening.waiting(table, 1);
    evening.player(0).untilQuiet();
    table.failNext(evening.code());

    evening.host().says(Words.START).hearsError("UNAVAILABLE");

    assertThat(evening.host().hears("host:state_snapshot").text("phase")).isEqualTo("waiting");
    assertThat(evening.player(0).untilQuiet())
        .extracting(Heard::type)
        .doesNotContain("game:started", "game:question");
    assertThat(table.events(evening.code())).doesNotContain("game-started");
    evening.move(Words.START, "game:question");
  }

  @Test
  void aRevealThatIsNotStoredTellsNobodyTheAnswer() {
    Evening evening = Evening.open(table, 1);
    evening.player(0).hears("game:question");
    table.failNext(evening.code());

    evening.host().says(Words.REVEAL).hearsError("UNAVAILABLE");

    evening.host().hears("host:state_snapshot");
    List<Heard> heard = evening.player(0).untilQuiet();
    assertThat(heard).noneMatch(m -> m.has("correctOptionId"));
    assertThat(heard.getFirst().text("phase")).isEqualTo("question_open");
    evening.move(Words.REVEAL, "game:answer_revealed");
  }

  @Test
  void anAnswerIsRepeatedByTheRelayUntilItIsStored() {
    Evening evening = Evening.open(table, 1);
    Heard question = evening.player(0).hears("game:question");
    table.failNext(evening.code());

    String option = evening.player(0).answers(question, "right");

    assertThat(evening.player(0).hears("game:answer_accepted").text("optionId")).isEqualTo(option);
    assertThat(table.events(evening.code())).filteredOn("answers-submitted"::equals).hasSize(1);
  }

  @Test
  void aSessionThatIsNotStoredWasNotCreated() {
    String code = table.freshCode();
    String hostId = table.freshHost();
    Guest host = table.guest(code);
    host.hears("server:state_snapshot");
    table.failNext(code);

    host.says(Words.create(hostId)).hearsError("UNAVAILABLE");

    assertThat(table.status(code)).isEqualTo(404);
    host.says(Words.create(hostId)).hears("session:created");
  }

  @Test
  void aHostIdThatCannotBeClaimedCreatesNothing() {
    String code = table.freshCode();
    String hostId = table.freshHost();
    Guest host = table.guest(code);
    table.failNextOfHost(hostId);

    host.says(Words.create(hostId)).hearsError("UNAVAILABLE");

    assertThat(table.events(code)).isEmpty();
    host.says(Words.create(hostId)).hears("session:created");
  }
}
