package carafe.it.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which share of the machine's processors was busy, from one look to the next. */
final class Busy {
  private static final Path STAT = Path.of("/proc/stat");
  private static final int IDLE = 3;
  private static final int WAITS_FOR_DISK = 4;

  /** Guests' time comes after these, and is in them already. */
  private static final int FIELDS = 8;

  private long busy;
  private long all;

  Busy() throws IOException {
    look();
  }

  /** Since it was asked the last time; 0 to 1. */
  double since() throws IOException {
    long busyBefore = busy;
    long allBefore = all;
    look();
    return (double) (busy - busyBefore) / Math.max(1, all - allBefore);
  }

  private void look() throws IOException {
    String[] fields = Files.readAllLines(STAT).getFirst().split("\\s+", -1);
    busy = 0;
    all = 0;
    for (int i = 0; i < FIELDS; i++) {
      long ticks = Long.parseLong(fields[i + 1]);
      all += ticks;
      busy += i == IDLE || i == WAITS_FOR_DISK ? 0 : ticks;
    }
  }
}
