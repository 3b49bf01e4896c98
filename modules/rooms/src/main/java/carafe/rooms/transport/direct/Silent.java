package carafe.rooms.transport.direct;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.pekko.util.ByteString;

/** A client that has not said anything yet: it costs nothing beyond its socket. */
final class Silent implements Phase {
  /** Decides what a client becomes that has begun to speak. */
  interface Listener {
    /**
     * @param headBy when the head of its first request must have come
     */
    void spoke(Socket socket, long headBy, ByteString first) throws IOException;
  }

  private final Socket socket;
  private final Listener listener;
  private final long speakBy;

  Silent(Socket socket, Bounds bounds, Listener listener) {
    this.socket = socket;
    this.listener = listener;
    this.speakBy = System.nanoTime() + bounds.headerTimeout().toNanos();
  }

  @Override
  public void readable(ByteBuffer buffer) throws IOException {
    // What comes behind the head waits in the kernel: many may have to wait for their turn at once.
    buffer.limit(Math.min(buffer.capacity(), ArrivingHead.FREE_BYTES));
    if (socket.channel.read(buffer) < 0) {
      socket.close();
    } else if (buffer.flip().hasRemaining()) {
      listener.spoke(socket, speakBy, ByteString.fromByteBuffer(buffer));
    }
  }

  @Override
  public void writable() {
    // Nothing is written to it.
  }

  @Override
  public boolean isOverdue(long now) {
    return now - speakBy >= 0;
  }

  @Override
  public void drain() {
    socket.close();
  }

  @Override
  public void gone() {
    // Nobody knew it.
  }
}
