package carafe.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.load.plan.Tasting;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SayTest {
  @Test
  void saysWhatTheProtocolHas() {
    assertThat(said(Say.joinSession("4821")))
        .isEqualTo("{\"type\":\"join_session\",\"code\":\"4821\"}");
    assertThat(said(Say.submitAnswer("q1", "q1-\"c")))
        .isEqualTo("{\"type\":\"submit_answer\",\"questionId\":\"q1\",\"optionId\":\"q1-\\\"c\"}");
    assertThat(said(Say.rejoinSession("t")))
        .isEqualTo("{\"type\":\"rejoin_session\",\"rejoinToken\":\"t\"}");
    assertThat(said(Say.command("host:next"))).isEqualTo("{\"type\":\"host:next\"}");
  }

  @Test
  void saysAPlan() {
    assertThat(said(Say.createSession("H", "K", Tasting.of(1, 1))))
        .isEqualTo(
            "{\"type\":\"create_session\",\"title\":\"carafe"
                + " load\",\"hostId\":\"H\",\"hostKey\":\"K\",\"timerSeconds\":120,\"wines\":[{\"name\":\"Wine"
                + " 1\",\"questions\":[{\"category\":\"color\","
                + "\"correctAnswer\":\"Ruby\",\"distractors\":[\"Gold\",\"Salmon\",\"Straw\"]}]}]}");
  }

  private static String said(byte[] message) {
    return new String(message, StandardCharsets.UTF_8);
  }
}
