package carafe.rooms.transport.direct;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One accepted TCP connection: its channel, its loop, and what it is at the moment. Everything but
 * {@link #want} and {@link #leave} is for the loop's thread.
 */
final class Socket {
  private static final Logger LOG = LoggerFactory.getLogger(Socket.class);

  final SocketChannel channel;
  final EventLoop loop;
  private final SelectionKey key;
  private final Runnable whenGone;
  private Phase phase;
  private boolean isGone;

  /** Where it stands among its loop's {@link Sockets}, which alone know what to do with it. */
  int place = Sockets.NOWHERE;

  /**
   * @param whenGone called once, whatever the reason
   */
  Socket(
      SocketChannel channel,
      EventLoop loop,
      SelectionKey key,
      InitialPhase initial,
      Runnable whenGone)
      throws IOException {
    this.channel = channel;
    this.loop = loop;
    this.key = key;
    this.whenGone = whenGone;
    this.phase = initial.of(this);
  }

  /** What an accepted connection begins as. */
  interface InitialPhase {
    Phase of(Socket socket) throws IOException;
  }

  boolean isGone() {
    return isGone;
  }

  Phase phase() {
    return phase;
  }

  void become(Phase next) {
    phase = next;
  }

  /** Shall be told when it can be read, or written; from any thread, effective soon. */
  void want(int operation) {
    try {
      if ((key.interestOpsOr(operation) & operation) == 0) {
        loop.wake();
      }
    } catch (CancelledKeyException e) {
      // It is gone, and its phase has been told.
    }
  }

  /** The opposite. */
  void leave(int operation) {
    try {
      key.interestOpsAnd(~operation);
    } catch (CancelledKeyException e) {
      // It is gone, and its phase has been told.
    }
  }

  void ready(int operations, ByteBuffer buffer) {
    try {
      if ((operations & SelectionKey.OP_WRITE) != 0) {
        phase.writable();
      }
      if ((operations & SelectionKey.OP_READ) != 0 && !isGone) {
        phase.readable(buffer.clear());
      }
    } catch (IOException e) {
      // The client, or the way to it, is gone: nothing unusual.
      close();
    }
  }

  /**
   * A mistake of ours, an {@link Error} too, costs the connection it happens to, not the others.
   */
  void guard(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      try {
        LOG.error("A connection failed, and is closed", e);
      } finally {
        closeFailed();
      }
    }
  }

  private void closeFailed() {
    try {
      close();
    } catch (RuntimeException | Error e) {
      LOG.error("A connection failed when it was closed", e);
    }
  }

  /** Ends it in good order: what was written arrives. */
  void close() {
    if (isGone) {
      return;
    }
    isGone = true;
    loop.forget(this);
    whenGone.run();
    try {
      channel.close();
    } catch (IOException e) {
      // There is nobody left to tell.
    }
    phase.gone();
  }

  /** Ends it at once: the client sees a reset. */
  void cut() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // Then it is closed as any other.
    }
    close();
  }

  /** It has to go. A reset would take from the client what is still under way to it. */
  void giveUp() {
    if (phase.isAllSaid()) {
      close();
    } else {
      cut();
    }
  }

  InetSocketAddress remote() throws IOException {
    return (InetSocketAddress) channel.getRemoteAddress();
  }
}
