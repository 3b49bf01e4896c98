package carafe.rooms.relay;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.rooms.connection.Connection;
import carafe.rooms.connection.Inbox;
import carafe.rooms.frame.Frame;
import carafe.rooms.message.ClientMessage;
import carafe.rooms.message.Visitor;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The network of these tests: a client whose server side remembers what it was told. */
final class TestConnection implements Connection {
  private final String id;
  private final InetAddress address;
  private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Inbox> inbox = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  /** Whoever attaches it waits for this, and fails with it. */
  volatile CompletableFuture<Boolean> attachable = CompletableFuture.completedFuture(true);

  /** What nobody else was sent. */
  final Queue<Frame> own = new ConcurrentLinkedQueue<>();

  /** What came in one go. */
  final Queue<List<Frame>> together = new ConcurrentLinkedQueue<>();

  volatile Duration silence = Duration.ZERO;

  /** As a transport with a bug. */
  volatile boolean broken;

  /** Its client takes its time to answer a close frame: until it {@link #leave}s. */
  volatile boolean lingers;

  TestConnection(String id) {
    this(id, InetAddress.getLoopbackAddress());
  }

  TestConnection(String id, InetAddress address) {
    this.id = id;
    this.address = address;
  }

  // What the client does.

  void say(ClientMessage message) {
    await(inbox).heard(message, Instant.EPOCH);
  }

  void leave(int code) {
    await(inbox).closed(code, "bye", true);
  }

  /** The next thing it was told. */
  String next() {
    return nextFrame().wire().utf8String();
  }

  Frame nextFrame() {
    try {
      Frame frame = received.poll(10, TimeUnit.SECONDS);
      assertThat(frame).as("a frame for " + id).isNotNull();
      return frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int received() {
    return received.size();
  }

  /** The close code it was sent. */
  int closeCode() {
    return await(closed);
  }

  boolean isClosed() {
    return closed.isDone();
  }

  // What the server does.

  @Override
  public Visitor visitor() {
    return new Visitor(id, "", Map.of("_pk", id), Map.of("user-agent", List.of("test")));
  }

  @Override
  public InetAddress address() {
    return address;
  }

  @Override
  public void attached(Inbox taker) {
    await(attachable);
    inbox.complete(taker);
  }

  @Override
  public void send(Frame frame) {
    breakIfBroken();
    received.add(frame);
  }

  private void breakIfBroken() {
    if (broken) {
      throw new IllegalStateException("broken on purpose");
    }
  }

  @Override
  public void sendOwn(Frame frame) {
    own.add(frame);
    send(frame);
  }

  @Override
  public void send(List<Frame> frames) {
    together.add(frames);
    Connection.super.send(frames);
  }

  @Override
  public void close(int code, String reason) {
    breakIfBroken();
    if (closed.complete(code) && !lingers) {
      var _ = inbox.thenAccept(taker -> taker.closed(code, reason, true));
    }
  }

  @Override
  public Duration silence() {
    return silence;
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
