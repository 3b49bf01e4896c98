package carafe.rooms.transport.direct;

import carafe.rooms.connection.Conversation;
import carafe.rooms.connection.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A client that began with all of a plain handshake: it becomes a WebSocket without a stream of
 * Pekko HTTP's, which costs several times as much as everything else about it.
 *
 * <pre>
 * waits its turn ──▶ handler is asked ──accepted──▶ 101 is written ──▶ WebSocket
 *        └──not plain──▶ Exchange ◀──┘ any other answer, which goes with it
 * </pre>
 *
 * The order of {@link HandOver} holds here too: the 101 is in the socket, then the client may be
 * talked to, then the room is told of it, then it is read.
 */
final class Handshake implements Phase, Upgrading {
  /** What the handler said to it. */
  private record Accepted(HttpResponse answer, String key, Function<Wire, Conversation> opening) {}

  private final Socket socket;
  private final Bounds bounds;
  private final HttpLayer layer;
  private final HandshakeReader reader;
  private final RemoteAddress remote;

  /** All that was read: the head, and what the client sent without waiting for the answer. */
  private final ByteString first;

  private final int headLength;
  private boolean draining;
  private long activeAt = System.nanoTime();

  /** Written where the handler runs, before its answer is complete. */
  private volatile @Nullable Accepted accepted;

  /** What the socket did not take yet of the 101. */
  private @Nullable ByteBuffer unwritten;

  private Handshake(
      Socket socket,
      Bounds bounds,
      HttpLayer layer,
      HandshakeReader reader,
      RemoteAddress remote,
      ByteString first,
      int headLength) {
    this.socket = socket;
    this.bounds = bounds;
    this.layer = layer;
    this.reader = reader;
    this.remote = remote;
    this.first = first;
    this.headLength = headLength;
  }

  /** Begins, if this is how the client began; false: it is not. */
  static boolean begin(
      Socket socket,
      Bounds bounds,
      HttpLayer layer,
      HandshakeReader reader,
      RemoteAddress remote,
      ByteString first) {
    int headLength = HandshakeReader.headLength(first.toArrayUnsafe());
    if (headLength == 0) {
      return false;
    }
    Handshake handshake = new Handshake(socket, bounds, layer, reader, remote, first, headLength);
    socket.become(handshake);
    socket.loop.executeInTurn(() -> socket.guard(handshake::ask));
    return true;
  }

  private void ask() {
    if (socket.isGone()) {
      return;
    }
    Optional<HttpRequest> request = reader.read(first.take(headLength));
    if (request.isEmpty()) {
      layer.begin(socket, Exchange.withWholeHead(socket, bounds, draining), remote, first);
      return;
    }
    CompletionStage<HttpResponse> answer = layer.ask(this, remote, request.get());
    var _ =
        answer.whenComplete(
            (response, _) -> {
              if (socket.loop.isMine()) {
                // Here too: what is thrown at a stage that is complete reaches nobody.
                socket.guard(() -> answered(response, answer));
              } else {
                socket.loop.execute(socket, () -> answered(response, answer));
              }
            });
  }

  @Override
  public HttpResponse accept(HttpRequest handshake, Function<Wire, Conversation> opening) {
    HttpResponse answer = HttpResponse.create().withStatus(101);
    String key = handshake.getHeader("Sec-WebSocket-Key").orElseThrow().value();
    accepted = new Accepted(answer, key, opening);
    return answer;
  }

  /**
   * @param response null if there is none but a failure
   */
  @SuppressWarnings("ReferenceEquality") // one that is equal is not the one that was given
  private void answered(@Nullable HttpResponse response, CompletionStage<HttpResponse> answer) {
    Accepted now = accepted;
    if (socket.isGone()) {
      return; // nobody was told of it
    }
    if (now != null && response == now.answer()) {
      write(Acceptance.of(now.key()), now.opening());
    } else {
      layer.begin(socket, new Exchange(socket, bounds, answer, draining), remote, first);
    }
  }

  private void write(ByteBuffer bytes, Function<Wire, Conversation> opening) {
    activeAt = System.nanoTime();
    try {
      socket.channel.write(bytes);
    } catch (IOException e) {
      socket.close();
      return;
    }
    if (bytes.hasRemaining()) {
      unwritten = bytes;
      socket.want(SelectionKey.OP_WRITE);
    } else {
      WebSocket.begin(socket, opening, first.drop(headLength));
    }
  }

  /** Whatever comes before the answer is written waits in the socket. */
  @Override
  public void readable(ByteBuffer buffer) {
    socket.leave(SelectionKey.OP_READ);
  }

  @Override
  public void writable() {
    socket.leave(SelectionKey.OP_WRITE);
    ByteBuffer rest = unwritten;
    Accepted now = accepted;
    if (rest != null && now != null) {
      write(rest, now.opening());
    }
  }

  /** The head has come: from now on only the idle time counts. */
  @Override
  public boolean isOverdue(long now) {
    return now - activeAt >= bounds.idleTimeout().toNanos();
  }

  /** It is answered all the same. */
  @Override
  public void drain() {
    draining = true;
  }

  @Override
  public void gone() {
    // The room has not been told of it yet.
  }
}
