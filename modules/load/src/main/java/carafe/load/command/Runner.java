package carafe.load.command;

import carafe.load.measure.Descriptors;
import carafe.load.progress.Progress;
import carafe.load.report.Reports;
import carafe.load.report.TextReport;
import carafe.load.run.LoadRun;
import carafe.load.run.Result;
import carafe.load.run.Scenario;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/** Runs one kind of load from command line to exit code. */
final class Runner {
  private static final int FINE = 0;
  private static final int LOST = 1;
  private static final int NOT_POSSIBLE = 2;
  private static final int FAREWELL_SECONDS = 10;

  private Runner() {}

  static int run(CommandSpec spec, Kind kind, Common common) {
    Scenario scenario;
    try {
      scenario = kind.with(common, Runtime.getRuntime().availableProcessors());
      Kind.objection(scenario, Descriptors.now())
          .or(() -> common.json.flatMap(Runner::objection))
          .or(() -> common.html.flatMap(Runner::objection))
          .or(() -> objection(common.json, common.html))
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(why);
              });
    } catch (IllegalArgumentException e) {
      // One line: the usage below it would push it out of sight.
      PrintWriter err = spec.commandLine().getErr();
      err.println("carafe load: " + e.getMessage());
      err.flush();
      return NOT_POSSIBLE;
    }
    CountDownLatch told = new CountDownLatch(1);
    Thread hook = endOnSignal(told);
    Result result = play(new LoadRun(scenario));
    System.out.print(TextReport.of(result));
    System.out.flush();
    boolean written = write(result, common);
    told.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Stopped by a signal: the hook has done its duty.
    }
    return result.isFine() && written ? FINE : LOST;
  }

  /** Why no result can be written there: better known before a long run than after it. */
  private static Optional<String> objection(Path file) {
    if (Files.exists(file)) {
      boolean isFine = Files.isWritable(file) && !Files.isDirectory(file);
      return isFine ? Optional.empty() : Optional.of(file + " cannot be written");
    }
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder) && Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of(file + " cannot be written: there is no such folder, or not for you");
  }

  /** Why not both can be written; the second would take the place of the first. */
  private static Optional<String> objection(Optional<Path> json, Optional<Path> html) {
    return json.isPresent()
            && html.isPresent()
            && json.get()
                .toAbsolutePath()
                .normalize()
                .equals(html.get().toAbsolutePath().normalize())
        ? Optional.of("--json and --html must be two files, not both " + json.get())
        : Optional.empty();
  }

  private static boolean write(Result result, Common common) {
    try {
      if (common.json.isPresent()) {
        Reports.json(result, common.json.get());
      }
      if (common.html.isPresent()) {
        Reports.html(result, common.html.get());
      }
      return true;
    } catch (IOException e) {
      System.err.println("carafe: the result could not be written: " + e);
      return false;
    }
  }

  /** Ctrl-C ends the run, not the report: the JVM waits until that is told. */
  private static Thread endOnSignal(CountDownLatch told) {
    Thread script = Thread.currentThread();
    Thread hook =
        Thread.ofPlatform()
            .unstarted(
                () -> {
                  script.interrupt();
                  try {
                    boolean _ = told.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  private static Result play(LoadRun run) {
    try (Progress _ = new Progress(run, System.err, isTerminal()).start()) {
      return run.play();
    }
  }

  /** Of standard error, where Linux tells it; the console is standard input and output. */
  private static boolean isTerminal() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/2"))
          .toString()
          .matches("/dev/(pts/|tty).*");
    } catch (IOException e) {
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }
}
