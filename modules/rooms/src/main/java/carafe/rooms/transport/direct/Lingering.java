package carafe.rooms.transport.direct;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/**
 * A client that was told everything and has to go. What it still sends is read and forgotten: to
 * close before that would reset the connection, and take from it what it has not read yet.
 */
final class Lingering implements Phase {
  private final Socket socket;
  private final long goneBy;

  private Lingering(Socket socket, Bounds bounds) {
    this.socket = socket;
    this.goneBy = System.nanoTime() + bounds.linger().toNanos();
  }

  /** All that there was to write is written. */
  static void begin(Socket socket, Bounds bounds) {
    try {
      socket.become(withoutOutput(socket, bounds));
      socket.want(SelectionKey.OP_READ);
    } catch (IOException e) {
      socket.close();
    }
  }

  static Lingering withoutOutput(Socket socket, Bounds bounds) throws IOException {
    socket.channel.shutdownOutput();
    return new Lingering(socket, bounds);
  }

  @Override
  public void readable(ByteBuffer buffer) throws IOException {
    if (socket.channel.read(buffer) < 0) {
      socket.close();
    }
  }

  @Override
  public void writable() {
    socket.leave(SelectionKey.OP_WRITE);
  }

  @Override
  public boolean isOverdue(long now) {
    return now - goneBy >= 0;
  }

  /** In the kernel, that is: over a slow line it may be under way for long. */
  @Override
  public boolean isAllSaid() {
    return true;
  }

  @Override
  public void drain() {
    // It ends soon.
  }

  @Override
  public void gone() {
    // Nobody knows it any more.
  }
}
