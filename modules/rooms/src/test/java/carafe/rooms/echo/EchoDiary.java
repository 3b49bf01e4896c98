package carafe.rooms.echo;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the incarnations of one room saw, in order, for a test to read. */
public final class EchoDiary {
  private static final Map<String, EchoDiary> DIARIES = new ConcurrentHashMap<>();

  /** Whether the room answers relays that come. */
  public volatile boolean open = true;

  /** Whether incarnations that start from now on talk all the time. */
  public volatile boolean chatty;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> read = new ArrayList<>();

  public static EchoDiary of(String room) {
    return DIARIES.computeIfAbsent(room, _ -> new EchoDiary());
  }

  public void write(String line) {
    lines.add(line);
  }

  /** Whether nothing was ever written. */
  public boolean isBlank() {
    return lines.isEmpty() && read.isEmpty();
  }

  public String next() {
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
  public void until(String line) {
    while (!next().equals(line)) {}
  }
}
