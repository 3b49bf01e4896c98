package carafe.rooms.testing;

import carafe.rooms.connection.Inbox;
import carafe.rooms.message.ClientMessage;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An inbox that writes down what it hears, for a test to read. */
public class Diary implements Inbox {
  private final BlockingQueue<String> entries = new LinkedBlockingQueue<>();

  @Override
  public void heard(ClientMessage message, Instant at) {
    entries.add(((EchoType.Said) message).text());
  }

  @Override
  public void closed(int code, String reason, boolean clean) {
    entries.add("closed " + code + (clean ? " clean " : " unclean ") + reason);
  }

  /** What has been written down since the last look, separated by commas. */
  public String read() {
    StringBuilder read = new StringBuilder();
    for (String entry = entries.poll(); entry != null; entry = entries.poll()) {
      read.append(read.isEmpty() ? "" : ", ").append(entry.strip());
    }
    return read.toString();
  }

  /** The next entry, when there is one. */
  public String next() throws InterruptedException {
    String entry = entries.poll(20, TimeUnit.SECONDS);
    if (entry == null) {
      throw new AssertionError("nothing was written for 20 s");
    }
    return entry.strip();
  }
}
