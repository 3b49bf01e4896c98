package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The host's index hears of every change of a session, however often it has to be told. */
@AtTable("carafe.session { report-retry = 50 ms, ask-timeout = 200 ms, report-interval = 100 ms }")
class IndexReportTest {
  private final Table table;

  IndexReportTest(Table table) {
    this.table = table;
  }

  private JsonNode line(Evening evening) {
    Heard list = Heard.of(table.get(table.host(evening.hostId()), Map.of()).body());
    return list.at("sessions").path(0);
  }

  @Test
  void aReportThatIsNotAcknowledgedIsRepeated() {
    Evening evening = Evening.waiting(table, 1);
    table.await("it counts", () -> line(evening).path("participantCount").asInt() == 1);
    table.failNextOfHost(evening.hostId());

    evening.move(Words.START, "game:question");

    table.await("the index knows", () -> line(evening).path("status").asText().equals("active"));
  }

  @Test
  void theRowGoesOnlyWhenTheIndexHasAcknowledged() {
    Evening evening = Evening.open(table, 1);
    evening.host().hears("game:question");
    table.await("it knows", () -> line(evening).path("status").asText().equals("active"));
    table.failNextOfHost(evening.hostId());

    evening.move(Words.END, "session:ended");

    table.await("nothing is owed", () -> table.awake.of(evening.code()).isEmpty());
    assertThat(line(evening).path("status").asText()).isEqualTo("ended");
  }

  @Test
  void aRoomThatComesBackTellsItAgain() {
    Evening evening = Evening.waiting(table, 2);
    table.await("it counts", () -> line(evening).path("participantCount").asInt() == 2);
    String code = table.copy(evening.code()); // one that the index has never heard of

    table.status(code);

    table.await(
        "the index has heard of it",
        () -> {
          Heard list = Heard.of(table.get(table.host(evening.hostId()), Map.of()).body());
          return list.at("sessions").findValuesAsText("code").contains(code);
        });
  }

  @Test
  void theCountFollowsTheLastOneToo() {
    Evening evening = Evening.waiting(table, 5);
    table.await("it counts", () -> line(evening).path("participantCount").asInt() == 5);
    assertThat(table.hostEvents(evening.hostId()).size())
        .as("not one report for each")
        .isLessThan(7);
  }

  @Test
  void aHostGetsItsListOnceTheIndexAnswersAgain() {
    Evening evening = Evening.waiting(table, 1);
    TableClock.Stall stall = table.clock.stall("claim");
    table.guest(table.freshCode()).says(Words.create(evening.hostId()));
    stall.awaitStanding(); // the index, longer than anybody waits for its answer
    Guest again = table.guest(evening.code());
    again.says(Words.rejoinHost(evening.hostId())).hears("host:state_snapshot");
    again.says(Words.create(evening.hostId())).hears("session:created");
    Guest failing = table.guest(table.freshCode());
    failing.says(Words.create(evening.hostId())).hearsError("UNAVAILABLE");
    assertThat(again.unread()).noneMatch(m -> m.type().equals("sessions:list"));

    stall.end();

    again.hears("sessions:list");
  }
}
