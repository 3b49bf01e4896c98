package carafe.rooms.transport.direct;

import carafe.rooms.transport.BoundServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port, the loops that share its connections, and the bound of how many there are. */
final class DirectServer implements BoundServer {
  private static final Logger LOG = LoggerFactory.getLogger(DirectServer.class);

  private final Port port;
  private final InetSocketAddress address;
  private final Bounds bounds;
  private final HttpLayer layer;
  private final List<Seat> seats;
  private final Acceptor acceptor;
  private final Places served;
  private final Places refused;
  private int next;

  /** What belongs to one loop. */
  private record Seat(EventLoop loop, HandshakeReader reader) {}

  private DirectServer(Port port, int loopCount, Bounds bounds, HttpLayer layer)
      throws IOException {
    this.port = port;
    this.address = port.address();
    this.bounds = bounds;
    this.layer = layer;
    this.served = new Places(bounds.connectionsMax());
    this.refused = new Places(bounds.refusedMax());
    this.seats = IntStream.range(0, loopCount).mapToObj(this::seat).toList();
    this.acceptor = new Acceptor(port, this::take);
  }

  private Seat seat(int number) {
    return new Seat(
        new EventLoop("carafe-loop-" + number, bounds.newcomersPerTurn()), layer.reader());
  }

  private List<EventLoop> loops() {
    return seats.stream().map(Seat::loop).toList();
  }

  static DirectServer start(Port port, int loops, Bounds bounds, HttpLayer layer)
      throws IOException {
    DirectServer server = new DirectServer(port, loops, bounds, layer);
    server.loops().forEach(EventLoop::start);
    server.acceptor.start("carafe-accept");
    var _ =
        layer
            .ended()
            .whenComplete(
                (_, _) -> {
                  server.closePort();
                  server.loops().forEach(EventLoop::stop);
                });
    return server;
  }

  /** On the acceptor's thread. */
  private void take(SocketChannel channel) {
    Seat seat = seats.get(next);
    next = (next + 1) % seats.size();
    if (served.take()) {
      Silent.Listener spoken = (socket, headBy, first) -> spoke(seat, socket, headBy, first);
      handOver(channel, seat.loop(), socket -> new Silent(socket, bounds, spoken), served);
    } else if (refused.take()) {
      handOver(channel, seat.loop(), socket -> Refusal.lingering(socket, bounds), refused);
    } else {
      // Here, so that those who wait for a loop are bounded too.
      Refusal.turnAway(channel, () -> {});
    }
  }

  private static void handOver(
      SocketChannel channel, EventLoop loop, Socket.InitialPhase initial, Places places) {
    try {
      loop.executeInTurn(() -> loop.adopt(channel, initial, places.whenGone()));
    } catch (Error e) {
      Refusal.turnAway(channel, places.whenGone()); // no memory to hand it over
      throw e;
    }
  }

  private void spoke(Seat seat, Socket socket, long headBy, ByteString first) throws IOException {
    RemoteAddress remote = RemoteAddress.create(socket.remote());
    if (!Handshake.begin(socket, bounds, layer, seat.reader(), remote, first)) {
      layer.begin(socket, new Exchange(socket, bounds, headBy), remote, first);
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  /** How many TCP connections are served. */
  int served() {
    return served.taken();
  }

  /** How many TCP connections there are, refused ones that still linger included. */
  int connections() {
    return served.taken() + refused.taken();
  }

  @Override
  public CompletionStage<Done> unbind() {
    closePort();
    return CompletableFuture.completedStage(Done.getInstance());
  }

  private void closePort() {
    acceptor.end();
    try {
      port.close();
    } catch (IOException e) {
      LOG.warn("The port {} could not be closed", address, e);
    }
  }

  @Override
  public CompletionStage<Done> terminate(Duration deadline) {
    closePort();
    CompletableFuture<?>[] drained =
        loops().stream().map(EventLoop::drain).toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Done> all =
        CompletableFuture.allOf(drained).thenApply(_ -> Done.getInstance());
    CompletableFuture.delayedExecutor(deadline.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> loops().forEach(EventLoop::giveUpTimed));
    return all;
  }
}
