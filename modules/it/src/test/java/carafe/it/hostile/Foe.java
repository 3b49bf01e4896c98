package carafe.it.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One hostile client: connects, does what its kind does until one of both ends it, and comes back
 * after a while. Everything happens on its crowd's thread.
 */
final class Foe {
  /** What non-readers let the system keep for them, so that the server soon notices. */
  private static final int RECEIVE_BYTES = 4096;

  private static final Set<Kind> NON_READERS =
      EnumSet.of(Kind.NEVER_READS, Kind.ASKS_ONLY, Kind.SLOW_READER, Kind.REQUESTS_ONLY);

  private static final int HEAD_END = 0x0d0a0d0a;

  private enum Stage {
    AWAY,
    CONNECTING,
    SHAKING,
    OPEN
  }

  private final Kind kind;
  private final int number;
  private final Selector selector;
  private final Crowd crowd;
  private Stage stage = Stage.AWAY;
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private @Nullable ByteBuffer outgoing;
  private int headTail;
  private int turns;

  Foe(Kind kind, int number, Selector selector, Crowd crowd) {
    this.kind = kind;
    this.number = number;
    this.selector = selector;
    this.crowd = crowd;
  }

  Kind kind() {
    return kind;
  }

  boolean isAway() {
    return stage == Stage.AWAY;
  }

  boolean isOpen() {
    return stage == Stage.OPEN;
  }

  // ---- its life

  void come() {
    turns = 0;
    headTail = 0;
    outgoing = null;
    channel = null;
    stage = Stage.CONNECTING;
    try {
      SocketChannel opened = SocketChannel.open();
      channel = opened;
      opened.configureBlocking(false);
      if (NON_READERS.contains(kind)) {
        opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
      }
      opened.bind(new InetSocketAddress(crowd.source(number), 0));
      key = opened.register(selector, SelectionKey.OP_CONNECT, this);
      if (opened.connect(crowd.server())) {
        connected();
      }
    } catch (IOException e) {
      end();
    }
  }

  /** Without a word; the port is free at once. */
  void end() {
    if (stage == Stage.AWAY) {
      return;
    }
    stage = Stage.AWAY;
    outgoing = null;
    SocketChannel open = channel;
    if (open != null) {
      try (open) {
        open.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        // It is gone already.
      }
    }
    crowd.ended(this);
  }

  void ready(ByteBuffer buffer) {
    SelectionKey now = key;
    try {
      if (now != null && now.isValid() && now.isConnectable() && channel().finishConnect()) {
        connected();
      }
      if (now != null && now.isValid() && now.isWritable()) {
        flush();
      }
      if (now != null && now.isValid() && now.isReadable()) {
        read(buffer.clear());
      }
    } catch (IOException e) {
      end();
    }
  }

  private void connected() throws IOException {
    stage = Stage.SHAKING;
    want(SelectionKey.OP_READ);
    switch (kind) {
      case SILENT, SLOW_HEAD -> stage = Stage.OPEN;
      case HALF_HEAD -> {
        stage = Stage.OPEN;
        send(Bytes.mostOfAHead());
      }
      case HALF_CHUNK -> {
        stage = Stage.OPEN;
        send(Bytes.halfAChunk());
      }
      case REQUESTS_ONLY -> {
        stage = Stage.OPEN;
        want(0);
        send(Bytes.requests());
      }
      case GARBAGE -> {
        if (number % 2 == 0) {
          send(Bytes.noise());
        } else {
          send(crowd.handshake(kind, number));
        }
      }
      case HALF_CLOSES -> {
        send(crowd.handshake(kind, number));
        if (number % 2 == 0) {
          channel().shutdownOutput();
        }
      }
      case SLOW_MESSAGE, NEVER_READS, ASKS_ONLY, SLOW_READER, LARGE, PINGS, RESETS, VANISHES ->
          send(crowd.handshake(kind, number));
    }
  }

  private void read(ByteBuffer buffer) throws IOException {
    if (kind == Kind.SLOW_READER && stage == Stage.OPEN) {
      want(0); // a byte at its next turn
      return;
    }
    int n = channel().read(buffer);
    if (n < 0) {
      end();
    } else if (stage == Stage.SHAKING && endsHead(buffer.flip())) {
      stage = Stage.OPEN;
      open();
    }
  }

  private boolean endsHead(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      headTail = headTail << 8 | (bytes.get() & 0xff);
      if (headTail == HEAD_END) {
        return true;
      }
    }
    return false;
  }

  private void open() throws IOException {
    switch (kind) {
      case SILENT, SLOW_HEAD, HALF_HEAD, HALF_CHUNK, REQUESTS_ONLY -> {}
      case SLOW_MESSAGE -> send(Bytes.mostOfAMessage());
      case NEVER_READS, ASKS_ONLY -> {
        want(0);
        send(Bytes.text(crowd.watching()));
      }
      case SLOW_READER -> {
        want(0);
        send(Bytes.text(crowd.watching()));
      }
      case LARGE -> send(Bytes.megabyte());
      case PINGS -> send(Bytes.pings());
      case HALF_CLOSES -> channel().shutdownOutput();
      case RESETS -> {
        send(Bytes.halfAFrame());
        end();
      }
      case GARBAGE -> send(Bytes.noise());
      case VANISHES -> send(Bytes.text(crowd.joining()));
    }
  }

  /** Once a second. */
  void turn(ByteBuffer buffer) {
    turns++;
    try {
      switch (stage) {
        case AWAY, CONNECTING, SHAKING -> {}
        case OPEN -> act(buffer);
      }
    } catch (IOException e) {
      end();
    }
  }

  private void act(ByteBuffer buffer) throws IOException {
    switch (kind) {
      case SLOW_HEAD -> send(Bytes.ofHead(turns));
      case SLOW_MESSAGE -> send(Bytes.one());
      case NEVER_READS -> {
        if (turns % 10 == 0) {
          send(Bytes.pong()); // not silent, so that it may stay
        }
      }
      case ASKS_ONLY -> {
        if (outgoing == null) {
          for (int i = 0; i < 10 && outgoing == null; i++) {
            send(Bytes.text(crowd.watching()));
          }
        }
      }
      case SLOW_READER -> {
        if (channel().read(buffer.clear().limit(1)) < 0) {
          end();
        } else if (turns % 10 == 0) {
          send(Bytes.pong());
        }
      }
      case LARGE -> send(Bytes.megabyte());
      case PINGS -> send(Bytes.pings());
      case REQUESTS_ONLY -> send(Bytes.requests());
      case VANISHES -> {
        if (turns > 2 + number % 5) {
          end();
        }
      }
      case SILENT, HALF_HEAD, HALF_CHUNK, HALF_CLOSES, RESETS, GARBAGE -> {}
    }
  }

  // ---- bytes

  /** As the socket takes them; nothing more is sent while some wait. */
  private void send(byte[] bytes) throws IOException {
    if (outgoing == null) {
      outgoing = ByteBuffer.wrap(bytes);
      flush();
    }
  }

  private void flush() throws IOException {
    ByteBuffer waiting = outgoing;
    if (waiting != null) {
      channel().write(waiting);
      if (!waiting.hasRemaining()) {
        outgoing = null;
      }
    }
    SelectionKey now = key;
    if (now != null && now.isValid()) {
      int reading = now.interestOps() & SelectionKey.OP_READ;
      want(reading | (outgoing == null ? 0 : SelectionKey.OP_WRITE));
    }
  }

  private void want(int operations) {
    SelectionKey now = key;
    if (now != null && now.isValid() && now.interestOps() != operations) {
      now.interestOps(operations);
    }
  }

  private SocketChannel channel() throws IOException {
    if (channel == null) {
      throw new IOException("no socket");
    }
    return channel;
  }
}
