package carafe.rooms.transport.direct;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client whose handshake is done. Frames are written at once by the thread that has some, if no
 * other writes and the channel takes them; the loop writes what is left. The rest is done by the
 * loop's thread alone.
 *
 * <pre>
 * FREE ──somebody writes──▶ WRITING ⇄ AGAIN (there came more meanwhile)
 *   ▲──nothing left──────────┘ │ ▲
 *                channel full  ▼ │ the loop goes on
 *                            FULL            any ──socket gone──▶ GONE
 * </pre>
 */
final class WebSocket implements Phase, Wire {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocket.class);
  private static final int FREE = 0;
  private static final int WRITING = 1;
  private static final int AGAIN = 2;
  private static final int FULL = 3;
  private static final int GONE = 4;

  /** Writes in a row, of 64 KiB at most; then others have their turn, and the loop goes on. */
  private static final int WRITES_MAX = 4;

  private static final VarHandle WRITER;

  static {
    try {
      WRITER = MethodHandles.lookup().findVarHandle(WebSocket.class, "writer", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Socket socket;
  private final Output output;

  @SuppressWarnings("UnusedVariable") // by its handle
  private volatile int writer = FREE;

  private volatile @Nullable Conversation conversation;

  /** What came too early, and waits for the room to take the client. */
  private ByteString early;

  private WebSocket(Socket socket, ByteString early) {
    this.socket = socket;
    this.early = early;
    this.output = new Output(socket.channel);
  }

  /**
   * Makes it one, from any thread; the socket is not read meanwhile.
   *
   * @param early what came after the handshake without waiting for its answer
   */
  static void begin(Socket socket, Function<Wire, Conversation> opening, ByteString early) {
    WebSocket webSocket = new WebSocket(socket, early);
    Conversation conversation = opening.apply(webSocket);
    // What was sent before this could be seen is written by the loop.
    webSocket.conversation = conversation;
    if (socket.loop.isMine()) {
      webSocket.adopt(conversation);
    } else {
      socket.loop.execute(socket, () -> webSocket.adopt(conversation));
    }
  }

  private void adopt(Conversation begun) {
    if (socket.isGone()) {
      gone();
      return;
    }
    socket.become(this);
    socket.loop.doNotTime(socket);
    if ((int) WRITER.getVolatile(this) == FULL) {
      socket.want(SelectionKey.OP_WRITE);
    }
    look(begun);
  }

  // ---- reading

  @Override
  public void readable(ByteBuffer buffer) throws IOException {
    Conversation now = conversation;
    if (now == null || !now.wantsBytes()) {
      socket.leave(SelectionKey.OP_READ);
    } else if (!early.isEmpty()) {
      hearEarly(now);
    } else if (socket.channel.read(buffer) < 0) {
      socket.close();
    } else {
      hear(now, buffer.flip());
    }
  }

  private void hearEarly(Conversation now) {
    ByteBuffer bytes = early.toByteBuffer();
    early = ByteString.emptyByteString();
    hear(now, bytes);
  }

  /** Answers to all that came leave together. */
  private void hear(Conversation now, ByteBuffer bytes) {
    boolean mine = WRITER.compareAndSet(this, FREE, WRITING);
    try {
      now.received(bytes);
    } finally {
      if (mine) {
        goOnWriting(now);
      } else {
        write();
      }
    }
    attend(now);
  }

  @Override
  public void wake() {
    write();
    socket.loop.execute(
        socket,
        () -> {
          Conversation now = conversation;
          if (now != null && isCurrent()) {
            look(now);
          }
        });
  }

  private void look(Conversation now) {
    if (!early.isEmpty() && now.wantsBytes()) {
      hearEarly(now);
    }
    now.watch();
    write();
    attend(now);
  }

  /** What has changed for the loop. */
  private void attend(Conversation now) {
    if (!isCurrent()) {
      return;
    }
    switch (now.outlook()) {
      case GOES_ON -> {}
      case FINISH -> finish();
      case ABORT -> {
        socket.cut();
        return;
      }
    }
    if (now.wantsBytes()) {
      socket.want(SelectionKey.OP_READ);
    }
  }

  /** Not gone, and adopted by its loop. */
  private boolean isCurrent() {
    return !socket.isGone() && socket.phase() == this;
  }

  /** Our side is closed when all is written; the client's, by itself or by the conversation. */
  private void finish() {
    if ((int) WRITER.getVolatile(this) == FREE) {
      try {
        socket.channel.shutdownOutput();
      } catch (IOException e) {
        socket.close();
      }
    }
  }

  // ---- writing

  @Override
  public void write() {
    Conversation now = conversation;
    if (now == null) {
      return;
    }
    while (true) {
      switch ((int) WRITER.getVolatile(this)) {
        case FREE -> {
          if (WRITER.compareAndSet(this, FREE, WRITING)) {
            goOnWriting(now);
            return;
          }
        }
        case WRITING -> {
          if (WRITER.compareAndSet(this, WRITING, AGAIN)) {
            return;
          }
        }
        default -> {
          return;
        }
      }
    }
  }

  @Override
  public void writable() {
    socket.leave(SelectionKey.OP_WRITE);
    Conversation now = conversation;
    if (now != null && WRITER.compareAndSet(this, FULL, WRITING)) {
      goOnWriting(now);
    }
  }

  /** To be called by whoever is WRITING, who then is not any more. */
  private void goOnWriting(Conversation now) {
    try {
      for (int writes = 0; writes < WRITES_MAX; ) {
        switch (output.write(now)) {
          case MORE -> writes++;
          case FULL -> writes = WRITES_MAX;
          case DRAINED -> {
            if (WRITER.compareAndSet(this, WRITING, FREE)) {
              allWritten(now);
              return;
            }
            if (!WRITER.compareAndSet(this, AGAIN, WRITING)) {
              return; // gone
            }
            writes++;
          }
        }
      }
    } catch (IOException e) {
      giveUp();
      return;
    } catch (RuntimeException | Error e) {
      LOG.error("A connection failed when it was written to, and is closed", e);
      giveUp();
      return;
    }
    leaveItToTheLoop();
  }

  /** Whoever wrote has others to tell. Nobody tries again: it stays WRITING until it is gone. */
  private void giveUp() {
    socket.loop.execute(socket, socket::close);
  }

  private void leaveItToTheLoop() {
    if (WRITER.compareAndSet(this, WRITING, FULL) || WRITER.compareAndSet(this, AGAIN, FULL)) {
      socket.want(SelectionKey.OP_WRITE);
    }
  }

  /** The last frame may have been the one after which the connection ends. */
  private void allWritten(Conversation now) {
    if (now.outlook() == Conversation.Outlook.GOES_ON) {
      return;
    }
    if (socket.loop.isMine()) {
      attend(now);
    } else {
      socket.loop.execute(socket, () -> attend(now));
    }
  }

  // ---- the end

  @Override
  public boolean isOverdue(long now) {
    return false;
  }

  @Override
  public void drain() {
    // Rooms end their connections before the port is closed, and say why.
  }

  @Override
  public void gone() {
    WRITER.setVolatile(this, GONE);
    Conversation now = conversation;
    if (now != null) {
      now.ended();
    }
  }
}
