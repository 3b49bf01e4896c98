package carafe.rooms.connection;

import carafe.rooms.frame.Frame;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written to one client, bounded in frames and bytes. A newer frame of a name
 * takes the older one's place at the end of the queue, as if the older had never been sent. Not
 * thread-safe.
 *
 * <p>Nearly always one frame waits at most: others have a queue only while there are any.
 */
final class Outbox {
  /** Answers to pings that wait, of 127 bytes at most each. */
  static final int PONGS_MAX = 16;

  private final int framesMax;
  private final long bytesMax;
  private @Nullable Frame first;
  private @Nullable ArrayDeque<Frame> others;
  private long bytes;

  /** How many of these nobody else waits for, at most. */
  private long own;

  /** The same of what was taken, and may not be written yet. */
  private long ownTaken;

  // Control frames do not wait in the queue.

  /** None as long as no ping came: most clients never send one. */
  private @Nullable ArrayDeque<Frame> pongs;

  /** Only the newest matters. */
  private @Nullable Frame ping;

  private @Nullable Frame close;
  private boolean finished;

  Outbox(int framesMax, long bytesMax) {
    this.framesMax = framesMax;
    this.bytesMax = bytesMax;
  }

  /**
   * Queues a frame; false, and not queued, if that is over the bound. A single frame may be larger
   * than the bound.
   */
  boolean add(Frame frame) {
    if (frame.conflation().isPresent()) {
      removeNamed(frame.conflation());
    }
    int size = frame.wire().size();
    if (first != null && (frames() >= framesMax || bytes + size > bytesMax)) {
      return false;
    }
    append(frame);
    bytes += size;
    return true;
  }

  private int frames() {
    return (first == null ? 0 : 1) + (others == null ? 0 : others.size());
  }

  private void append(Frame frame) {
    if (first == null) {
      first = frame;
      return;
    }
    if (others == null) {
      others = new ArrayDeque<>();
    }
    others.add(frame);
  }

  private void dropFirst() {
    first = others == null ? null : others.poll();
    if (first == null) {
      others = null;
    }
  }

  /** The same with a frame that nobody else is sent. */
  boolean addOwn(Frame frame) {
    if (!add(frame)) {
      return false;
    }
    own += frame.wire().size();
    return true;
  }

  /** Bytes that nobody else waits for: in the queue, and taken but not known to be written. */
  long own() {
    return own + ownTaken;
  }

  /** What was taken is written. */
  void written() {
    ownTaken = 0;
  }

  /** What goes first may be what others are sent too: then a little more is counted for a while. */
  private void ownIsTaken() {
    long before = own;
    own = Math.min(own, bytes);
    ownTaken = before - own;
  }

  /**
   * The answer to a ping. Where many wait, only the newest are given: older ones need none (RFC
   * 6455, 5.5.3).
   */
  void pong(Frame frame) {
    if (isClosed()) {
      return;
    }
    if (pongs == null) {
      pongs = new ArrayDeque<>(2);
    }
    if (pongs.size() == PONGS_MAX) {
      pongs.remove();
    }
    pongs.add(frame);
  }

  void ping(Frame frame) {
    ping = isClosed() ? null : frame;
  }

  /** The last frame: it goes out when the queue is empty, nothing goes out after it. */
  void close(Frame frame) {
    close = frame;
  }

  private boolean isClosed() {
    return close != null || finished;
  }

  /** Drops everything but the close frame. */
  void clear() {
    first = null;
    others = null;
    bytes = 0;
    own = 0;
    pongs = null;
    ping = null;
  }

  /** Of what waits in the queue. */
  long bytes() {
    return bytes;
  }

  /** Whether the close frame has been taken. */
  boolean isFinished() {
    return finished;
  }

  /**
   * Takes the next frames to write: as many as fit into so many bytes, but one at least. All that
   * was taken before is written.
   *
   * @return empty when nothing waits
   */
  ByteString take(int bytesWanted) {
    ByteString taken = takeTogether(bytesWanted);
    ownIsTaken();
    return taken;
  }

  private ByteString takeTogether(int bytesWanted) {
    Frame first = next();
    if (first == null) {
      return ByteString.emptyByteString();
    }
    // Alone a frame goes on as it is: everybody in the room shares its bytes.
    if (peek() == null || first.wire().size() >= bytesWanted) {
      return first.wire();
    }
    long waiting = first.wire().size() + pongBytes() + size(ping) + bytes + size(close);
    byte[] together = new byte[(int) Math.min(bytesWanted, waiting)];
    int length = put(first, together, 0);
    for (Frame frame = peek(); frame != null; frame = peek()) {
      if (frame.wire().size() > together.length - length) {
        break;
      }
      length += put(frame, together, length);
      next();
    }
    return ByteString.fromArrayUnsafe(together, 0, length);
  }

  /**
   * The same, without copying.
   *
   * @return whether nothing waits any more
   */
  boolean take(int bytesWanted, List<Frame> target) {
    long taken = 0;
    for (Frame frame = peek();
        frame != null && (taken == 0 || taken + frame.wire().size() <= bytesWanted);
        frame = peek()) {
      target.add(frame);
      taken += frame.wire().size();
      next();
    }
    ownIsTaken();
    return peek() == null;
  }

  private @Nullable Frame peek() {
    if (pongs != null) {
      return pongs.peek();
    }
    if (ping != null) {
      return ping;
    }
    return first != null ? first : close;
  }

  private @Nullable Frame next() {
    Frame frame = peek();
    if (pongs != null) {
      pongs.remove();
      pongs = pongs.isEmpty() ? null : pongs;
    } else if (ping != null) {
      ping = null;
    } else if (first != null) {
      bytes -= first.wire().size();
      dropFirst();
    } else if (close != null) {
      close = null;
      finished = true;
    }
    return frame;
  }

  private int pongBytes() {
    return pongs == null ? 0 : pongs.stream().mapToInt(pong -> pong.wire().size()).sum();
  }

  private static int size(@Nullable Frame frame) {
    return frame == null ? 0 : frame.wire().size();
  }

  private static int put(Frame frame, byte[] target, int at) {
    byte[] wire = frame.wire().toArrayUnsafe();
    System.arraycopy(wire, 0, target, at, wire.length);
    return wire.length;
  }

  private void removeNamed(Optional<String> name) {
    if (first != null && first.conflation().equals(name)) {
      bytes -= first.wire().size();
      own = Math.min(own, bytes);
      dropFirst();
      return;
    }
    if (others == null) {
      return;
    }
    for (Iterator<Frame> waiting = others.iterator(); waiting.hasNext(); ) {
      Frame older = waiting.next();
      if (older.conflation().equals(name)) {
        waiting.remove();
        bytes -= older.wire().size();
        own = Math.min(own, bytes);
        return;
      }
    }
  }
}
