package carafe.it.soak;

import java.io.IOException;

/**
 * Finds out how many tables make the machine as busy as is wanted: looks every few seconds and sets
 * some more, or some less. What it has found stays: a leak that costs CPU must not be hidden by
 * fewer tables.
 */
final class Throttle {
  private static final double NEAR = 0.03;
  private static final int TABLES_MAX = 2_000;
  private static final double STEP = 0.1;

  private final Tables tables;
  private final double wanted;
  private final Busy busy = new Busy();

  Throttle(Tables tables, double wanted) throws IOException {
    this.tables = tables;
    this.wanted = wanted;
  }

  void adjust() throws IOException {
    double now = busy.since();
    int step = Math.max(1, (int) (tables.wanted() * STEP));
    if (now < wanted - NEAR) {
      tables.want(Math.min(TABLES_MAX, tables.wanted() + step));
    } else if (now > wanted + NEAR) {
      tables.want(Math.max(1, tables.wanted() - step));
    }
  }
}
