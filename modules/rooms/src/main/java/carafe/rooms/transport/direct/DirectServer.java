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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
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
  private final List<EventLoop> loops;
  private final Acceptor acceptor;
  private final AtomicInteger connections = new AtomicInteger();
  private int next;

  private DirectServer(Port port, int loopCount, Bounds bounds, HttpLayer layer)
      throws IOException {
    this.port = port;
    this.address = port.address();
    this.bounds = bounds;
    this.layer = layer;
    this.loops =
        IntStream.range(0, loopCount)
            .mapToObj(i -> new EventLoop("carafe-loop-" + i, connections::decrementAndGet))
            .toList();
    this.acceptor = new Acceptor(port, this::take);
  }

  static DirectServer start(Port port, int loops, Bounds bounds, HttpLayer layer)
      throws IOException {
    DirectServer server = new DirectServer(port, loops, bounds, layer);
    server.loops.forEach(EventLoop::start);
    server.acceptor.start("carafe-accept");
    var _ =
        layer
            .ended()
            .whenComplete(
                (_, _) -> {
                  server.closePort();
                  server.loops.forEach(EventLoop::stop);
                });
    return server;
  }

  /** On the acceptor's thread. */
  private void take(SocketChannel channel) {
    int count = connections.incrementAndGet();
    EventLoop loop = loops.get(next);
    next = (next + 1) % loops.size();
    loop.execute(
        () -> {
          if (count <= bounds.connectionsMax()) {
            loop.adopt(channel, socket -> new Silent(socket, bounds, this::spoke));
          } else if (count <= bounds.connectionsMax() + bounds.refusedMax()) {
            loop.adopt(channel, socket -> Refusal.lingering(socket, bounds));
          } else {
            loop.turnAway(channel);
          }
        });
  }

  private void spoke(Socket socket, long headBy, ByteString first) throws IOException {
    layer.begin(socket, bounds, headBy, first);
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  /** How many TCP connections there are, refused ones that still linger included. */
  int connections() {
    return connections.get();
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
        loops.stream().map(EventLoop::drain).toArray(CompletableFuture<?>[]::new);
    CompletableFuture<Done> all =
        CompletableFuture.allOf(drained).thenApply(_ -> Done.getInstance());
    CompletableFuture.delayedExecutor(deadline.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> loops.forEach(EventLoop::cutTimed));
    return all;
  }
}
