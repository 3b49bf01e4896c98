package carafe.rooms.transport.direct;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import carafe.rooms.transport.Switching;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A client that speaks HTTP: between its socket and the {@link SocketStage} in which Pekko HTTP
 * runs. The stage has the word: it asks for bytes one read at a time, and writes.
 */
final class Exchange implements Phase, Upgrading {
  private static final long NEVER = Long.MAX_VALUE;

  private final Socket socket;
  private final Bounds bounds;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile @Nullable HttpStage stage;
  private volatile boolean isGone;
  private volatile boolean switching;
  private volatile boolean draining;

  /** When the head of the next request must have come; {@link #NEVER} while none has begun. */
  private volatile long headBy;

  private volatile long activeAt;

  /** Of the next request; HTTP and the loop use it in turns. */
  private final ArrivingHead head;

  /** Whether a request has ever begun: then answers may be under way. */
  private volatile boolean asked;

  /** What the socket did not take yet. */
  private final UnreadAnswer unread;

  /** The first request's, if somebody else has asked for it. */
  private final AtomicReference<@Nullable CompletionStage<HttpResponse>> firstAnswer;

  /**
   * @param headBy when the head of the first request must have come
   */
  Exchange(Socket socket, Bounds bounds, long headBy) {
    this(socket, bounds, headBy, null);
  }

  /**
   * One whose first request is read again, for the sake of its answer.
   *
   * @param draining whether that answer shall be the last one
   */
  Exchange(
      Socket socket, Bounds bounds, CompletionStage<HttpResponse> firstAnswer, boolean draining) {
    this(socket, bounds, NEVER, firstAnswer);
    this.draining = draining;
    asked = true;
    requests.incrementAndGet();
  }

  /**
   * One whose first request is all there, and not asked for yet. There is nothing to wait for but
   * the idle time.
   *
   * @param draining whether its answer shall be the last one
   */
  static Exchange withWholeHead(Socket socket, Bounds bounds, boolean draining) {
    long idleBy = System.nanoTime() + bounds.idleTimeout().toNanos();
    Exchange exchange = new Exchange(socket, bounds, idleBy);
    exchange.draining = draining;
    return exchange;
  }

  private Exchange(
      Socket socket,
      Bounds bounds,
      long headBy,
      @Nullable CompletionStage<HttpResponse> firstAnswer) {
    this.socket = socket;
    this.bounds = bounds;
    this.headBy = headBy;
    this.activeAt = System.nanoTime();
    this.head = new ArrivingHead(bounds, this::headIsLost);
    this.unread = new UnreadAnswer(bounds.budgets().unread(), this::answerIsLost);
    this.firstAnswer = new AtomicReference<>(firstAnswer);
  }

  // ---- for the stage, and the handler of requests

  /**
   * @param firstBytes what the client began with, which the stage has
   * @return false: the socket is gone already
   */
  boolean attach(HttpStage began, int firstBytes) {
    if (!asked) {
      head.came(firstBytes);
    }
    stage = began;
    return !isGone;
  }

  /** The stage takes the next bytes. Until a hand-over is done there are none. */
  void wantBytes() {
    if (switching) {
      return;
    }
    Optional<Refusal> objection = requests.get() == 0 ? head.objection() : Optional.empty();
    if (isGone) {
      head.release(); // whatever was drawn just now
    } else if (objection.isPresent()) {
      socket.loop.execute(socket, () -> refuse(objection.get()));
    } else {
      socket.want(SelectionKey.OP_READ);
    }
  }

  private void headIsLost() {
    socket.loop.execute(
        socket,
        () -> {
          if (head.isLost()) {
            refuse(Refusal.HEADS);
          }
        });
  }

  /** Says why, unless that could get into another answer, and ends. */
  private void refuse(Refusal refusal) {
    if (socket.isGone() || socket.phase() != this) {
      return;
    }
    if (unread.rest() != null) {
      socket.cut();
      return;
    }
    if (!asked) {
      try {
        refusal.write(socket.channel);
      } catch (IOException e) {
        socket.close();
        return;
      }
    }
    Lingering.begin(socket, bounds);
    gone();
  }

  boolean isSwitching() {
    return switching;
  }

  /**
   * Only after the last bytes are written; false: {@link HttpStage#written} tells when they are.
   */
  boolean write(ByteString bytes) {
    if (isGone) {
      return false;
    }
    activeAt = System.nanoTime();
    ByteBuffer buffer = bytes.toByteBuffer();
    try {
      Pieces.write(buffer, socket.channel);
    } catch (IOException e) {
      socket.loop.execute(socket::close);
      return false;
    }
    if (!buffer.hasRemaining()) {
      return true;
    }
    boolean held = unread.keep(buffer);
    if (isGone) {
      return false;
    }
    if (held) {
      socket.want(SelectionKey.OP_WRITE);
    } else {
      socket.loop.execute(socket, socket::cut);
    }
    return false;
  }

  private void answerIsLost() {
    socket.loop.execute(
        socket,
        () -> {
          if (unread.isLost() && socket.phase() == this) {
            socket.cut();
          }
        });
  }

  /** Everything is said and written. */
  void finish() {
    head.release();
    socket.loop.execute(
        () -> {
          if (!socket.isGone() && socket.phase() == this) {
            Lingering.begin(socket, bounds);
          }
        });
  }

  /** HTTP failed. */
  void abort() {
    socket.loop.execute(socket::cut);
  }

  /**
   * @param isWhole whether nothing of its body is yet to come
   * @return its answer, if there is one already
   */
  Optional<CompletionStage<HttpResponse>> requestBegins(boolean isWhole) {
    CompletionStage<HttpResponse> ready = firstAnswer.getAndSet(null);
    asked = true;
    head.isWhole(isWhole ? 0 : bounds.bodyBytesMax());
    if (ready == null) {
      requests.incrementAndGet();
      headBy = NEVER;
    }
    return Optional.ofNullable(ready);
  }

  /**
   * One answer at a time is kept for a client that does not read.
   *
   * @param answer is asked for there, if not at once
   */
  CompletionStage<HttpResponse> whenCaughtUp(
      Supplier<CompletionStage<HttpResponse>> answer, Executor there) {
    return unread.whenRead(answer, there);
  }

  /** Whether its answer shall be the last one. */
  boolean requestEnds() {
    activeAt = System.nanoTime();
    requests.decrementAndGet();
    return draining;
  }

  /** What the client sends from now on is not HTTP. */
  @Override
  public HttpResponse accept(HttpRequest handshake, Function<Wire, Conversation> opening) {
    switching = true;
    return Switching.to(new HandOver(this, opening), handshake);
  }

  /** The answer to the handshake is in the socket. */
  void handOver(Function<Wire, Conversation> opening, ByteString early) {
    try {
      HttpStage from = stage;
      WebSocket.begin(socket, opening, from == null ? early : early.concat(from.leave()));
    } catch (RuntimeException e) {
      abort();
      throw e;
    }
  }

  // ---- for the loop

  @Override
  public void readable(ByteBuffer buffer) throws IOException {
    buffer.limit(Math.min(buffer.capacity(), ArrivingHead.FREE_BYTES));
    socket.leave(SelectionKey.OP_READ);
    HttpStage to = stage;
    if (to == null || switching) {
      return;
    }
    int count = socket.channel.read(buffer);
    activeAt = System.nanoTime();
    if (count < 0) {
      to.inputEnded();
      return;
    }
    if (requests.get() == 0) {
      headComes(count);
    }
    to.received(ByteString.fromByteBuffer(buffer.flip()));
  }

  private void headComes(int count) {
    head.came(count);
    if (headBy == NEVER) {
      headBy = activeAt + bounds.headerTimeout().toNanos();
    }
  }

  @Override
  public void writable() throws IOException {
    socket.leave(SelectionKey.OP_WRITE);
    ByteBuffer rest = unread.rest();
    if (rest == null) {
      return;
    }
    Pieces.write(rest, socket.channel);
    activeAt = System.nanoTime();
    if (rest.hasRemaining()) {
      unread.getsOn();
      socket.want(SelectionKey.OP_WRITE);
    } else {
      unread.written();
      HttpStage to = stage;
      if (to != null) {
        to.written();
      }
    }
  }

  @Override
  public boolean isOverdue(long now) {
    long by = headBy;
    return (by != NEVER && now - by >= 0) || now - activeAt >= bounds.idleTimeout().toNanos();
  }

  @Override
  public void drain() {
    draining = true;
    HttpStage to = stage;
    // Who has begun to ask gets an answer first. To be read in this order: a request is counted
    // before its head is not waited for any more.
    if (headBy == NEVER && requests.get() == 0 && to != null) {
      to.drain();
    }
  }

  @Override
  public void gone() {
    isGone = true;
    head.release();
    HttpStage to = stage;
    if (to != null) {
      to.lost();
    }
    unread.gone();
  }
}
