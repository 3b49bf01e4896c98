package carafe.load.play;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.load.loop.Dialer;
import carafe.load.loop.Loop;
import carafe.load.loop.Target;
import carafe.load.loop.Trust;
import carafe.load.measure.Faults;
import carafe.load.measure.Latencies;
import carafe.load.measure.SelfWatch;
import carafe.load.plan.Tasting;
import carafe.load.wire.ToldReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GameTest {
  /** Not running: whatever phones are to do comes later than all of the script. */
  private final Loop loop = new Loop("loop", _ -> {});

  private final List<StepResult> results = new ArrayList<>();
  private final Faults faults = new Faults();
  private final Game game = new Game(venue(), "1", 0, 2);

  private Venue venue() {
    return new Venue(
        new Dialer(Target.of("ws://127.0.0.1:1"), Trust.usual()),
        List.of(new Lane(loop, new ToldReader())),
        Tasting.of(1, 1),
        Duration.ZERO,
        Duration.ofMillis(100),
        Optional.empty(),
        false,
        new Latencies(),
        faults,
        new SelfWatch(),
        results::add);
  }

  @AfterEach
  void end() {
    loop.start().close();
  }

  @Test
  void whatIsMissingIsCountedOnce() throws Exception {
    game.ask(0);
    game.answer(0);
    assertThat(results)
        .containsExactly(
            new StepResult(StepKind.QUESTION, 0, 2, 0, 0, 0),
            new StepResult(StepKind.ANSWER, 0, 0, 0, 0, 0));
    assertThat(faults.all()).isEqualTo(Map.of("missing: questions", 2L));
  }
}
