package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A host's list of sessions, as whoever watches it sees it. */
@AtTable("carafe { session.report-interval = 50 ms, host.list-interval = 10 ms }")
class SessionsListTest {
  private final Table table;

  SessionsListTest(Table table) {
    this.table = table;
  }

  private static JsonNode newest(Heard list) {
    return list.at("sessions").path(0);
  }

  @Test
  void anUnusedIdHasAnEmptyList() {
    assertThat(
            table.listener(table.freshHost(), Map.of()).hearsNext("sessions:list").at("sessions"))
        .isEmpty();
  }

  @Test
  void everyChangeOfASessionIsToldToWhoWatches() {
    String hostId = table.freshHost();
    Guest listener = table.listener(hostId, Map.of());
    listener.hearsNext("sessions:list");
    String code = table.freshCode();
    Guest host = table.guest(code);
    host.says(Words.create(hostId)).hears("session:created");

    JsonNode waiting = newest(listener.hears("sessions:list"));
    assertThat(waiting.path("code").asText()).isEqualTo(code);
    assertThat(waiting.path("status").asText()).isEqualTo("waiting");
    assertThat(waiting.path("title").asText()).isEqualTo("Friday");
    assertThat(waiting.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*\\.\\d{3}Z");
    assertThat(waiting.has("finalRankings")).isFalse();

    table.guest(code).joins();
    listener.hears("sessions:list", l -> newest(l).path("participantCount").asInt() == 1);
    host.says(Words.update("Saturday", 30));
    listener.hears("sessions:list", l -> newest(l).path("title").asText().equals("Saturday"));
    host.says(Words.START);
    listener.hears("sessions:list", l -> newest(l).path("status").asText().equals("active"));
    host.says(Words.END);
    Heard ended =
        listener.hears("sessions:list", l -> newest(l).path("status").asText().equals("ended"));
    assertThat(newest(ended).path("finalRankings")).hasSize(1);
  }

  @Test
  void theNewestSessionComesFirst() {
    String hostId = table.freshHost();
    table.guest(table.freshCode()).says(Words.create(hostId)).hears("sessions:list");
    String second = table.freshCode();
    Heard list = table.guest(second).says(Words.create(hostId)).hears("sessions:list");

    assertThat(list.at("sessions")).hasSize(2);
    assertThat(newest(list).path("code").asText()).isEqualTo(second);
    Heard overHttp = Heard.of(table.get(table.host(hostId), Map.of()).body());
    assertThat(overHttp.at("sessions")).isEqualTo(list.at("sessions"));
  }

  @Test
  void aListOfAnotherHostIsNotTouched() {
    Guest other = table.listener(table.freshHost(), Map.of());
    other.hearsNext("sessions:list");
    Evening.waiting(table, 1);
    assertThat(other.unread()).isEmpty();
  }

  @Test
  void aHostsListTakesNoMessages() {
    Guest listener = table.listener(table.freshHost(), Map.of());
    listener.hearsNext("sessions:list");
    listener.says(Words.START).hearsError("UNKNOWN_TYPE");
    listener.says("{").hearsError("BAD_MESSAGE");
  }
}
