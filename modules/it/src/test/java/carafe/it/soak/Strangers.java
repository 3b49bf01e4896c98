package carafe.it.soak;

import carafe.it.hostile.CrowdProcess;
import carafe.it.hostile.Kind;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The bad part of the evening: a crowd of hostile clients of all kinds, and what they go for, a
 * game that is watched and a lobby that is joined, both new from time to time.
 */
final class Strangers implements AutoCloseable {
  private static final int PER_SECOND = 100;
  private static final long AWAY_MS = 3_000;

  private final Tables tables;
  private final CrowdProcess crowd;
  private final Thread thread;
  private volatile boolean over;

  Strangers(int port, int ofEachKind, Tables tables) throws IOException {
    this.tables = tables;
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      kinds.put(kind, ofEachKind);
    }
    crowd = CrowdProcess.start(port, PER_SECOND, AWAY_MS, Tables.code(), Tables.code(), kinds);
    thread = Thread.ofVirtual().name("hall").start(this::hall);
  }

  private void hall() {
    while (!over) {
      String watched = Tables.code();
      String joined = Tables.code();
      try (AutoCloseable _ = tables.lobby(joined)) {
        crowd.goFor(watched, joined);
        tables.hall(watched);
      } catch (Exception e) {
        tables.faults().count("lobby: " + e);
      }
    }
  }

  CrowdProcess.Standing standing() {
    return crowd.standing();
  }

  long cpuNanos() throws IOException {
    return crowd.cpuNanos();
  }

  /** After the game that is played now. */
  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    crowd.close();
  }
}
