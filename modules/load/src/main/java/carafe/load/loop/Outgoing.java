package carafe.load.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Bytes that a socket did not take yet. */
final class Outgoing {
  /** Bytes that may wait for one link; the largest a client says is a plan of 128 KiB. */
  static final int BYTES_MAX = 1 << 20;

  private @Nullable Queue<ByteBuffer> waiting;
  private int bytes;

  boolean isEmpty() {
    return bytes == 0;
  }

  /** Writes at once what the socket takes, and keeps the rest. */
  void write(SocketChannel channel, ByteBuffer what) throws IOException {
    if (bytes == 0) {
      channel.write(what);
    }
    if (what.hasRemaining()) {
      bytes += what.remaining();
      if (bytes > BYTES_MAX) {
        throw new IOException("the server does not read");
      }
      if (waiting == null) {
        waiting = new ArrayDeque<>();
      }
      waiting.add(what);
    }
  }

  void flush(SocketChannel channel) throws IOException {
    Queue<ByteBuffer> queue = waiting;
    while (queue != null && !queue.isEmpty()) {
      ByteBuffer next = queue.element();
      bytes -= channel.write(next);
      if (next.hasRemaining()) {
        return;
      }
      queue.remove();
    }
    waiting = null;
  }
}
