package carafe.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.process.CarafeProcess;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The server's CPU for a frame and for an answer, beside that of a bare loop in the same run: fails
 * when it has grown out of proportion.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Isolated("measures CPU")
class GateIT {
  /** Most of the code is compiled by then. */
  private static final int WARM_UPS = 5;

  /** So many before the cheapest round of each is taken for what it costs. */
  private static final int ROUNDS_MIN = 3;

  /** A slow or busy machine gets more: the longer it runs, the less is left to compile. */
  private static final int ROUNDS_MAX = 10;

  /** And so many while the bare loop itself is dear: whatever is judged then says little. */
  private static final int ROUNDS_MAX_WHEN_DEAR = 20;

  private static final Gate GATE = new Gate(2.3, 6);

  /** The bare loop's rounds of both tests. */
  private static final List<Cost> LOOP_EVER = new ArrayList<>();

  @Test
  @Order(1) // what the bare loop costs in a good minute is known by then
  void aFrameAndAnAnswerCostLittleMoreThanTheirSystemCalls() throws Exception {
    assertThat(measure("direct")).isEmpty();
  }

  /**
   * Else the gate would be none: what streams cost is what the direct transport is there to save.
   */
  @Test
  @Order(2)
  void whatStreamsCostWouldBeNoticed() throws Exception {
    assertThat(measure("streams")).anyMatch(it -> it.startsWith("a delivered frame costs"));
  }

  /** What is said against it however often it is measured. */
  private static List<String> measure(String transport) throws Exception {
    List<Cost> server = new ArrayList<>();
    List<Cost> limit = new ArrayList<>();
    List<String> objections = List.of("not measured");
    try (CarafeProcess carafe =
            CarafeProcess.on(Files.createTempDirectory("carafe-gate"))
                .with("CARAFE_TRANSPORT", transport)
                .withAllCompilers()
                .start()
                .awaitReady();
        BareLoop loop = BareLoop.start()) {
      for (int i = 0; i < WARM_UPS; i++) {
        Round.play(carafe.port(), carafe.pid());
      }
      Round.play(loop.port(), loop.pid());
      while (goesOn(server.size(), objections, limit)) {
        limit.add(Round.play(loop.port(), loop.pid()));
        LOOP_EVER.add(limit.getLast());
        server.add(Round.play(carafe.port(), carafe.pid()));
        objections = GATE.objections(server, limit);
      }
      carafe.stop();
    }
    System.out.printf(
        Locale.ROOT,
        "GateIT, transport %s, cheapest of %d rounds: CPU µs a frame %.1f (bare loop %.1f), an"
            + " answer %.1f (bare loop %.1f)%n",
        transport,
        server.size(),
        Gate.cheapest(server, Cost::frame),
        Gate.cheapest(limit, Cost::frame),
        Gate.cheapest(server, Cost::answer),
        Gate.cheapest(limit, Cost::answer));
    System.out.println("  server: " + server + "\n  bare loop: " + limit);
    return objections;
  }

  private static boolean goesOn(int rounds, List<String> objections, List<Cost> limit) {
    return rounds < ROUNDS_MIN
        || (rounds < ROUNDS_MAX && !objections.isEmpty())
        || (rounds < ROUNDS_MAX_WHEN_DEAR && Gate.isDear(limit, LOOP_EVER));
  }
}
