package carafe.it.load;

import carafe.load.loop.Dialer;
import carafe.load.loop.Loop;
import carafe.load.loop.Target;
import carafe.load.loop.Trust;
import carafe.load.measure.Faults;
import carafe.load.measure.Latencies;
import carafe.load.measure.SelfWatch;
import carafe.load.plan.Tasting;
import carafe.load.play.Game;
import carafe.load.play.GameFailed;
import carafe.load.play.Lane;
import carafe.load.play.Venue;
import carafe.load.wire.ToldReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One room full of phones with a server: first questions that nobody answers, then questions that
 * all answer. The same for whoever is measured.
 */
final class Round {
  private static final int PHONES = 1000;
  private static final int ASKED = 8;
  private static final int ANSWERED = 8;
  private static final long NANOS_EACH_JOIN = 400_000;

  private static final Tasting TASTING =
      new Tasting(
          "gate",
          List.of(
              new Tasting.Round(
                  "Wine",
                  Collections.nCopies(
                      ASKED + ANSWERED,
                      new Tasting.Question("color", "Ruby", List.of("Gold", "Salmon", "Straw"))))));

  private Round() {}

  static Cost play(int port, long pid) throws IOException, InterruptedException, GameFailed {
    Faults faults = new Faults();
    try (Loop loop = new Loop("gate", _ -> {}).start()) {
      SelfWatch watch = new SelfWatch();
      watch.watch(loop);
      Venue venue =
          new Venue(
              new Dialer(Target.of("ws://127.0.0.1:" + port), Trust.usual()),
              List.of(new Lane(loop, new ToldReader())),
              TASTING,
              Duration.ZERO,
              Duration.ofSeconds(20),
              Optional.empty(),
              false,
              new Latencies(),
              faults,
              watch,
              _ -> {});
      String code =
          Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L));
      Game game = new Game(venue, code, 0, PHONES);
      game.create();
      long begin = System.nanoTime();
      game.fill(phone -> begin + phone * NANOS_EACH_JOIN);

      long frames = loop.frames();
      long cpu = WarmCpu.nanos(pid);
      for (int i = 0; i < ASKED; i++) {
        game.ask(i);
        game.reveal(i);
      }
      long asked = WarmCpu.nanos(pid);
      long delivered = loop.frames() - frames;
      for (int i = ASKED; i < ASKED + ANSWERED; i++) {
        game.ask(i);
        game.answer(i);
        game.reveal(i);
      }
      long answered = WarmCpu.nanos(pid);
      game.leave();
      if (faults.total() > 0) {
        throw new AssertionError("not everything arrived: " + faults.all());
      }
      return new Cost(
          (asked - cpu) / 1e3 / delivered, (answered - asked) / 1e3 / (PHONES * ANSWERED));
    }
  }
}
