package carafe.rooms.transport.direct;

import carafe.rooms.frame.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The memory outside the heap that one thread writes from. A frame that is told to many stays in it
 * from one socket to the next, so that it is copied there once; several frames for one socket leave
 * in one write. The JDK copies what is written from the heap to such memory in any case, for each
 * write and each frame anew.
 */
final class WriteBuffer {
  /** Larger frames are written in pieces. */
  static final int BYTES = 64 * 1024;

  private static final ThreadLocal<@Nullable WriteBuffer> OF_THREAD = new ThreadLocal<>();

  /**
   * All there are, with the thread each is of. What a thread leaves behind when it ends is the next
   * one's, so there are never more than threads that wrote at a time: the collector would free them
   * late, as it sees nothing of their size.
   */
  private static final Map<WriteBuffer, Thread> OWNERS = new HashMap<>();

  private static final Allocation<WriteBuffer> OF_THIS_THREAD =
      new Allocation<>(WriteBuffer::newOfThisThread, System::nanoTime);

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
  private final List<Frame> frames = new ArrayList<>();

  /** What the buffer holds from its beginning on, if that is a single whole frame. */
  private @Nullable Frame held;

  private WriteBuffer() {}

  /** One that some thread will call its own. */
  static WriteBuffer allocate() {
    return new WriteBuffer();
  }

  void belongToThisThread() {
    synchronized (OWNERS) {
      OWNERS.put(this, Thread.currentThread());
    }
    OF_THREAD.set(this);
  }

  /** Null when there is no memory for one; loops have theirs from the beginning. */
  static @Nullable WriteBuffer ofThisThread() {
    WriteBuffer own = OF_THREAD.get();
    return own != null ? own : OF_THIS_THREAD.get();
  }

  private static WriteBuffer newOfThisThread() {
    WriteBuffer first = leftBehind().orElseGet(WriteBuffer::allocate);
    first.belongToThisThread();
    return first;
  }

  private static Optional<WriteBuffer> leftBehind() {
    synchronized (OWNERS) {
      Optional<WriteBuffer> one =
          OWNERS.entrySet().stream()
              .filter(owned -> !owned.getValue().isAlive())
              .map(Map.Entry::getKey)
              .findAny();
      one.ifPresent(OWNERS::remove);
      return one;
    }
  }

  /** How many there are. */
  static int count() {
    synchronized (OWNERS) {
      return OWNERS.size();
    }
  }

  /** An empty list, to be used until this thread asks for it again. */
  List<Frame> noFrames() {
    frames.clear();
    return frames;
  }

  /** All of these, ready to be written; null if that is more than it holds. */
  @Nullable ByteBuffer filledWith(List<Frame> all) {
    if (all.size() == 1) {
      return filledWith(all.getFirst());
    }
    held = null;
    bytes.clear();
    for (Frame frame : all) {
      if (frame.wire().size() > bytes.remaining()) {
        return null;
      }
      frame.wire().copyToBuffer(bytes);
    }
    return bytes.flip();
  }

  @SuppressWarnings("ReferenceEquality") // one that is equal may be copied once more
  private @Nullable ByteBuffer filledWith(Frame frame) {
    ByteString wire = frame.wire();
    if (wire.size() > BYTES) {
      return null;
    }
    bytes.clear();
    if (held == frame) {
      return bytes.limit(wire.size());
    }
    wire.copyToBuffer(bytes);
    held = frame;
    return bytes.flip();
  }

  /** As much of these as it holds, without so many bytes of the first one. */
  ByteBuffer filledWith(Collection<Frame> some, int without) {
    held = null;
    bytes.clear();
    int skipped = without;
    for (Frame frame : some) {
      if (!bytes.hasRemaining()) {
        break;
      }
      ByteString left = skipped == 0 ? frame.wire() : frame.wire().drop(skipped);
      left.copyToBuffer(bytes);
      skipped = 0;
    }
    return bytes.flip();
  }
}
