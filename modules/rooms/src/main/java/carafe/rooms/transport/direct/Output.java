package carafe.rooms.transport.direct;

import carafe.rooms.connection.Conversation;
import carafe.rooms.frame.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one conversation to its channel, as many at a time as its buffer takes. What
 * the channel did not take is kept as it is, shared with everybody who gets it. For one thread at a
 * time.
 */
final class Output {
  enum Result {
    /** Nothing is left to write. */
    DRAINED,
    /** The channel, or this thread, takes no more for now. */
    FULL,
    /** There may be more. */
    MORE
  }

  private final SocketChannel channel;

  /** Frames that were taken and are not written, of the first one so many bytes are. */
  private @Nullable ArrayDeque<Frame> rest;

  private int restWritten;

  /** Whether the channel took no more: only if the client reads will it take something again. */
  private boolean full;

  Output(SocketChannel channel) {
    this.channel = channel;
  }

  /** Writes once. */
  Result write(Conversation conversation) throws IOException {
    WriteBuffer buffer = WriteBuffer.ofThisThread();
    if (buffer == null) {
      return Result.FULL; // the loop has one
    }
    if (rest != null) {
      return writeRest(conversation, rest, buffer);
    }
    List<Frame> frames = buffer.noFrames();
    boolean all = conversation.take(frames);
    if (frames.isEmpty()) {
      return Result.DRAINED;
    }
    ByteBuffer bytes = buffer.filledWith(frames);
    if (bytes == null) {
      keep(frames, 0);
      return Result.MORE;
    }
    channel.write(bytes);
    full = bytes.hasRemaining();
    if (full) {
      keep(frames, bytes.position());
      return Result.FULL;
    }
    if (!all) {
      return Result.MORE;
    }
    conversation.written();
    return Result.DRAINED;
  }

  /** One frame that is larger than the buffer, or what is left of several. */
  private Result writeRest(Conversation conversation, ArrayDeque<Frame> frames, WriteBuffer buffer)
      throws IOException {
    ByteBuffer bytes = buffer.filledWith(frames, restWritten);
    channel.write(bytes);
    if (full && bytes.position() > 0) {
      conversation.reads();
    }
    full = bytes.hasRemaining();
    restWritten += bytes.position();
    dropWritten(frames);
    if (frames.isEmpty()) {
      rest = null;
    }
    return full ? Result.FULL : Result.MORE;
  }

  private void keep(List<Frame> frames, int written) {
    ArrayDeque<Frame> kept = new ArrayDeque<>(frames);
    restWritten = written;
    dropWritten(kept);
    rest = kept;
  }

  private void dropWritten(ArrayDeque<Frame> frames) {
    for (Frame first = frames.peek();
        first != null && restWritten >= first.wire().size();
        first = frames.peek()) {
      restWritten -= first.wire().size();
      frames.remove();
    }
  }
}
