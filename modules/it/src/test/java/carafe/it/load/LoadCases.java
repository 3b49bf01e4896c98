package carafe.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.server.OwnServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The load tool finds a server that does its work fine, and one that does not wanting. */
abstract class LoadCases {
  private static final int SEATS = 200;

  /** Wide, in dots. */
  private static final int PHONE = 500;

  private static final int DESKTOP = 1200;

  /** Colours in the page's style. */
  private static final int QUESTIONS = 0x3a9b6b;

  private static final int CONNECTIONS = 0x4878d0;

  private final OwnServer server;

  LoadCases(OwnServer server) {
    this.server = server;
  }

  /** With few seats. */
  static OwnServer on(String transport) {
    return new OwnServer(
        Map.of(
            "CARAFE_SESSION_MAX_PARTICIPANTS",
            Integer.toString(SEATS),
            "CARAFE_TRANSPORT",
            transport));
  }

  @Test
  void fillsARoomAndPlays() throws Exception {
    LoadTool.Outcome run = run("room", "--players", "200", "--rounds", "2", "--questions", "2");
    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.json().path("fine").asBoolean()).isTrue();
    assertThat(run.number("latencies", "join", "count")).isEqualTo(200);
    assertThat(run.number("latencies", "question", "count")).isEqualTo(800);
    assertThat(run.number("latencies", "answer", "count")).isEqualTo(800);
    assertThat(run.number("steps", "questions", "arrived")).isEqualTo(800);
    assertThat(run.number("steps", "leaderboards", "arrived")).isEqualTo(400);
    assertThat(run.number("steps", "final leaderboards", "arrived")).isEqualTo(200);
    assertThat(run.json().path("faults")).isEmpty();
    assertThat(run.said()).contains("Everything arrived").doesNotContain("\u001b");
    assertThat(run.page()).contains("<svg", "Everything arrived");
    chartsAreDrawn(run.page());
  }

  /** Its own policy lets its style in, and nothing of it is a wall of letters. */
  private static void chartsAreDrawn(String page) throws Exception {
    for (int width : new int[] {PHONE, DESKTOP}) {
      Picture seen = Picture.of(page, width);
      assertThat(seen.share(QUESTIONS)).as("lines, bars and legends of questions").isPositive();
      assertThat(seen.share(CONNECTIONS)).as("the line of connections").isPositive();
      assertThat(seen.share(seen.background())).isGreaterThan(0.7);
    }
  }

  @Test
  void playsInManyRooms() throws Exception {
    LoadTool.Outcome run =
        run("rooms", "--rooms", "12", "--players", "5", "--questions", "3", "--think", "200ms");
    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.number("gamesFinished")).isEqualTo(12);
    assertThat(run.number("steps", "questions", "arrived")).isEqualTo(12 * 5 * 3);
    assertThat(run.number("latencies", "answer", "count")).isEqualTo(12 * 5 * 3);
  }

  @Test
  void cutsEverybodyOffAndComesBack() throws Exception {
    LoadTool.Outcome run =
        run("reconnect", "--players", "100", "--questions", "3", "--back-within", "200ms");
    assertThat(run.exit()).as(run.said()).isZero();
    assertThat(run.number("steps", "returns", "arrived")).isEqualTo(300);
    assertThat(run.number("latencies", "return", "count")).isEqualTo(300);
    assertThat(run.number("steps", "results", "arrived")).isEqualTo(300);
  }

  @Test
  void saysWhoFoundNoSeat() throws Exception {
    LoadTool.Outcome run = run("room", "--players", "205", "--questions", "1");
    assertThat(run.exit()).as(run.said()).isEqualTo(1);
    assertThat(run.number("faults", "error SESSION_FULL")).isEqualTo(5);
    assertThat(run.number("steps", "joins", "arrived")).isEqualTo(SEATS);
    assertThat(run.number("steps", "questions", "arrived")).isEqualTo(SEATS);
    assertThat(run.said()).contains("LOST OR WRONG", "5 of 205 joins did not arrive");
  }

  private LoadTool.Outcome run(String... arguments) throws Exception {
    return LoadTool.run(server.address().port(), arguments);
  }
}
