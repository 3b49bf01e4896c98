package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the incarnations of one room saw, in order, for a test to read. */
final class Diary {
  private static final Map<String, Diary> DIARIES = new ConcurrentHashMap<>();

  /** Whether the room answers relays that come. */
  volatile boolean open = true;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> read = new ArrayList<>();

  static Diary of(String room) {
    return DIARIES.computeIfAbsent(room, _ -> new Diary());
  }

  void write(String line) {
    lines.add(line);
  }

  String next() {
    try {
      String line = lines.poll(10, TimeUnit.SECONDS);
      if (line == null) {
        return fail("nothing more in the diary after " + read);
      }
      read.add(line);
      return line;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads on until this line comes. */
  void until(String line) {
    while (!next().equals(line)) {}
  }
}
