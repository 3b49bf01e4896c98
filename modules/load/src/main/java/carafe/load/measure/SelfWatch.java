package carafe.load.measure;

import carafe.load.loop.Loop;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;

/** Watches the tool, so that it can say when it was too slow itself. */
public final class SelfWatch {
  private static final long LATE_MICROS_MAX = TimeUnit.MINUTES.toMicros(1);

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Where the loops and the process stood at some time. */
  public record Mark(long at, List<Long> busy, long cpu) {
    public Mark {
      busy = List.copyOf(busy);
    }
  }

  /** A sum over stretches of one kind. */
  private record Sum(double seconds, double busySeconds, double cpuSeconds) {
    Sum plus(double moreSeconds, double moreBusy, double moreCpu) {
      return new Sum(seconds + moreSeconds, busySeconds + moreBusy, cpuSeconds + moreCpu);
    }
  }

  private final List<Loop> loops = new ArrayList<>();
  private final List<Use> phases = new ArrayList<>();
  private final Map<String, Sum> stretches = new LinkedHashMap<>();
  private volatile AtomicHistogram late = histogram();
  private String phase = "";
  private Mark phaseBegan = new Mark(System.nanoTime(), List.of(), 0);

  private static AtomicHistogram histogram() {
    return new AtomicHistogram(LATE_MICROS_MAX, 2);
  }

  public void watch(Loop loop) {
    loops.add(loop);
  }

  /** What loops tell. */
  public void late(long nanos) {
    late.recordValue(Math.clamp(nanos / 1000, 0, LATE_MICROS_MAX));
  }

  public Mark mark() {
    return new Mark(
        System.nanoTime(),
        loops.stream().map(Loop::busyNanos).toList(),
        SYSTEM.getProcessCpuTime());
  }

  /** What follows is another part of the run. */
  public synchronized void phase(String name) {
    endPhase();
    phase = name;
    phaseBegan = mark();
    late = histogram();
  }

  public synchronized void endPhase() {
    if (!phase.isEmpty()) {
      Mark now = mark();
      double seconds = seconds(phaseBegan, now);
      AtomicHistogram then = late;
      phases.add(
          new Use(
              phase,
              seconds,
              busiest(phaseBegan, now) / seconds,
              then.getValueAtPercentile(99) / 1000.0,
              then.getMaxValue() / 1000.0,
              (now.cpu - phaseBegan.cpu) / 1e9 / seconds));
      phase = "";
    }
  }

  /** A stretch of one kind of work has ended; only while one room is played. */
  public synchronized void stretch(String what, Mark began) {
    Mark now = mark();
    stretches.merge(
        what,
        new Sum(seconds(began, now), busiest(began, now), (now.cpu - began.cpu) / 1e9),
        (a, b) -> a.plus(b.seconds, b.busySeconds, b.cpuSeconds));
  }

  public synchronized List<Use> phases() {
    return List.copyOf(phases);
  }

  public synchronized List<Use> stretches() {
    return stretches.entrySet().stream()
        .map(
            e -> {
              Sum sum = e.getValue();
              return new Use(
                  e.getKey(),
                  sum.seconds,
                  sum.busySeconds / sum.seconds,
                  0,
                  0,
                  sum.cpuSeconds / sum.seconds);
            })
        .toList();
  }

  private static double seconds(Mark from, Mark to) {
    return Math.max(1, to.at - from.at) / 1e9;
  }

  /** Seconds that the busiest loop worked between the two. */
  private static double busiest(Mark from, Mark to) {
    double most = 0;
    for (int i = 0; i < from.busy.size(); i++) {
      most = Math.max(most, (to.busy.get(i) - from.busy.get(i)) / 1e9);
    }
    return most;
  }
}
