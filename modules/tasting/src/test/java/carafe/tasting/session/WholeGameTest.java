package carafe.tasting.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A whole tasting, as host and participants live through it. */
class WholeGameTest {
  private static Table table;

  @BeforeAll
  static void open() {
    table = new Table();
  }

  @AfterAll
  static void close() {
    table.close();
  }

  @Test
  void everybodyPlaysToTheEnd() {
    Guest host = table.guest("4821", "host-connection");
    assertThat(host.hears("server:state_snapshot").path("exists").asBoolean()).isFalse();
    host.says(Plans.twoWines("FALCON-1"));
    assertThat(host.hears("session:created").path("code").asText()).isEqualTo("4821");
    assertThat(host.hears("sessions:list").path("sessions")).hasSize(1);

    List<Guest> players = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Guest player = table.guest("4821", "player-" + i);
      player.hears("server:state_snapshot");
      player.says("{\"type\":\"join_session\",\"code\":\"4821\"}");
      assertThat(player.hears("participant:joined").path("pseudonym").asText()).isNotEmpty();
      players.add(player);
    }
    host.hears("lobby:updated", lobby -> lobby.path("count").asInt() == 3);

    host.says("{\"type\":\"host:start\"}");
    for (int wine = 0; wine < 2; wine++) {
      for (int question = 0; question < 2; question++) {
        JsonNode asked = host.hears("game:question");
        assertThat(asked.path("roundIndex").asInt()).isEqualTo(wine);
        assertThat(asked.path("questionIndex").asInt()).isEqualTo(question);
        answerRight(players.get(0), asked);
        host.hears("game:participant_answered", n -> n.path("answeredCount").asInt() == 1);
        host.says("{\"type\":\"host:reveal\"}");
        JsonNode mine = players.get(0).hears("game:answer_revealed");
        assertThat(mine.path("myPoints").asInt()).isEqualTo(100);
        assertThat(players.get(1).hears("game:answer_revealed").path("myPoints").asInt()).isZero();
        assertThat(host.hears("game:answer_revealed").path("results")).hasSize(3);
        host.says("{\"type\":\"host:next\"}");
      }
      JsonNode board = players.get(1).hears("game:round_leaderboard");
      assertThat(board.path("rankings").path(0).path("score").asInt()).isEqualTo(200 * (wine + 1));
      assertThat(board.path("me").path("rank").asInt()).isEqualTo(2);
      host.says("{\"type\":\"host:next\"}");
    }
    players.get(2).hears("game:final_leaderboard");
    players.get(2).hears("session:ended");
    host.hears("session:ended");
  }

  private static void answerRight(Guest player, JsonNode question) {
    for (JsonNode option : question.path("options")) {
      if (option.path("text").asText().startsWith("right")) {
        player.says(
            "{\"type\":\"submit_answer\",\"questionId\":\"%s\",\"optionId\":\"%s\"}"
                .formatted(question.path("questionId").asText(), option.path("id").asText()));
      }
    }
    player.hears("game:answer_accepted");
  }
}
