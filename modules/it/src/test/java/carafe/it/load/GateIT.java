package carafe.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.process.CarafeProcess;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The server's CPU for a frame and for an answer, beside that of a bare loop in the same run: fails
 * when it has grown out of proportion.
 */
@Isolated("measures CPU")
class GateIT {
  /** What compiles while it is measured would be counted. */
  private static final int WARM_UPS = 3;

  private static final int ROUNDS = 3;

  /** A slow or busy machine compiles for longer: what is too dear is measured again. */
  private static final int TRIES = 3;

  private static final String TRANSPORT = System.getProperty("gate.transport", "direct");

  /**
   * Generous on purpose: it is to find what became several times dearer, on any machine, and never
   * to fail by chance. Measured beside full builds on two cores: direct 2.1 and 4.3, half warm 3.4
   * and 5.7.
   */
  private static final Gate GATE = TRANSPORT.equals("direct") ? new Gate(5, 10) : new Gate(8, 12);

  @Test
  void aFrameAndAnAnswerCostLittleMoreThanTheirSystemCalls() throws Exception {
    List<String> objections = List.of("not measured");
    try (CarafeProcess carafe =
            CarafeProcess.on(Files.createTempDirectory("carafe-gate"))
                .with("CARAFE_TRANSPORT", TRANSPORT)
                .start()
                .awaitReady();
        BareLoop loop = BareLoop.start()) {
      for (int i = 0; i < WARM_UPS; i++) {
        Round.play(carafe.port(), carafe.pid());
      }
      Round.play(loop.port(), loop.pid());
      for (int i = 0; i < TRIES && !objections.isEmpty(); i++) {
        objections = measure(carafe, loop);
      }
      carafe.stop();
    }
    assertThat(objections).isEmpty();
  }

  private static List<String> measure(CarafeProcess carafe, BareLoop loop) throws Exception {
    List<Cost> server = new ArrayList<>();
    List<Cost> limit = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      limit.add(Round.play(loop.port(), loop.pid()));
      server.add(Round.play(carafe.port(), carafe.pid()));
    }
    System.out.printf(
        Locale.ROOT,
        "GateIT, transport %s: CPU µs a frame %.1f (bare loop %.1f), an answer %.1f (bare loop"
            + " %.1f)%n",
        TRANSPORT,
        Gate.median(server, Cost::frame),
        Gate.median(limit, Cost::frame),
        Gate.median(server, Cost::answer),
        Gate.median(limit, Cost::answer));
    return GATE.objections(server, limit);
  }
}
