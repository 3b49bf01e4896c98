package carafe.rooms.calls;

import carafe.rooms.api.RoomSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.util.ByteString;

/** Ears that write down what they hear, for a test to read. */
final class Listening implements RoomCalls.Ears {
  /** How many messages it says are not dealt with. */
  volatile int waiting;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Override
  public void opened(RoomSocket socket) {
    heard.add("opened");
  }

  @Override
  public void text(String message) {
    heard.add(message);
  }

  @Override
  public void binary(ByteString message) {
    heard.add("binary " + message.utf8String());
  }

  @Override
  public void closed(int code, String reason, boolean clean) {
    heard.add("closed %d %s %s".formatted(code, reason, clean));
  }

  @Override
  public int waiting() {
    return waiting;
  }

  String next() {
    try {
      String next = heard.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing was heard for 10 s");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isEmpty() {
    return heard.isEmpty();
  }
}
