package carafe.load.progress;

import carafe.load.run.LoadRun;
import carafe.load.run.Sample;
import carafe.load.run.Scenario;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says while a run goes on how it stands: one line that is rewritten, or a line now and then. */
public final class Progress implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 250;
  private static final double LINE_EVERY_SECONDS = 5;

  private final LoadRun run;
  private final PrintStream out;
  private final boolean terminal;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private Sample before = new Sample(0, "", 0, 0, 0, 0, 0);
  private double said;

  /**
   * @param terminal somebody looks: rewrite the line
   */
  public Progress(LoadRun run, PrintStream out, boolean terminal) {
    this.run = run;
    this.out = out;
    this.terminal = terminal;
    this.thread = Thread.ofPlatform().daemon().name("carafe-progress").unstarted(this::watch);
  }

  public Progress start() {
    thread.start();
    return this;
  }

  @Override
  public void close() {
    over.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (terminal) {
      out.print("\r\033[K");
      out.flush();
    }
  }

  private void watch() {
    try {
      while (!over.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        say(run.look());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void say(Sample now) {
    String line = line(run.scenario(), before, now);
    if (terminal) {
      // Cut at the edge of a narrow terminal: a line that breaks could not be rewritten.
      out.print("\r\033[K\033[?7l" + line + "\033[?7h");
      out.flush();
    } else if (now.seconds() - said >= LINE_EVERY_SECONDS) {
      said = now.seconds();
      out.println(line);
    }
    before = now;
  }

  static String line(Scenario scenario, Sample before, Sample now) {
    double seconds = now.seconds() - before.seconds();
    return String.format(
        Locale.ROOT,
        "%5.1f s  %-14s  %,d of %,d joined  %,d open  %,d answers  %,.0f messages/s  %,d faults",
        now.seconds(),
        now.phase(),
        now.joined(),
        scenario.phones(),
        now.links(),
        now.answers(),
        seconds > 0 ? (now.messages() - before.messages()) / seconds : 0,
        now.faults());
  }
}
