package carafe.it.chaos.crowd;

import carafe.it.client.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket that is known to be alive: it pings, and ends by itself when nothing comes back, as
 * it would for a client whose network tells it.
 */
final class Line {
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(4);
  private static final Duration PING_EVERY = Duration.ofSeconds(2);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(6);

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(OPENS_WITHIN)
          .build();

  private final WebSocket socket;
  private final Ear ear;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
  private Instant pinged = Instant.now();

  private Line(WebSocket socket, Ear ear) {
    this.socket = socket;
    this.ear = ear;
  }

  /** Empty when nobody opens. */
  static Optional<Line> open(URI address) throws InterruptedException {
    Ear ear = new Ear();
    CompletableFuture<WebSocket> opening =
        HTTP.newWebSocketBuilder().connectTimeout(OPENS_WITHIN).buildAsync(address, ear);
    try {
      return Optional.of(
          new Line(opening.get(OPENS_WITHIN.toMillis(), TimeUnit.MILLISECONDS), ear));
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      var _ = opening.thenAccept(WebSocket::abort); // it came too late
      return Optional.empty();
    }
  }

  /** The next message; empty when none comes for a moment, or none can come any more. */
  Optional<Message> next(Duration moment) throws InterruptedException {
    return Optional.ofNullable(ear.heard.poll(moment.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Pings when it is time to, and looks whether anything still comes. */
  boolean isAlive() {
    Instant now = Instant.now();
    if (ear.ended && ear.heard.isEmpty()) {
      return false;
    }
    if (Duration.between(ear.last, now).compareTo(SILENCE_MAX) > 0) {
      return false;
    }
    if (Duration.between(pinged, now).compareTo(PING_EVERY) > 0) {
      pinged = now;
      then(() -> socket.sendPing(ByteBuffer.allocate(0)));
    }
    return true;
  }

  void say(String text) {
    then(() -> socket.sendText(text, true));
  }

  // The platform's WebSocket takes one message at a time; one that fails ends the line elsewhere.
  private void then(java.util.function.Supplier<CompletionStage<WebSocket>> next) {
    sent = sent.handle((_, _) -> null).thenCompose(_ -> next.get());
  }

  /** Why it ended, as far as it is known. */
  int closeCode() {
    return ear.code;
  }

  /** Without a word. */
  void drop() {
    socket.abort();
  }

  void goodbye() {
    then(() -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
    var _ = sent.orTimeout(1, TimeUnit.SECONDS).whenComplete((_, _) -> socket.abort());
  }

  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private volatile Instant last = Instant.now();
    private volatile boolean ended;
    private volatile int code = 1006;

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean isLast) {
      last = Instant.now();
      text.append(data);
      if (isLast) {
        heard.add(Message.of(text.toString()));
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
      last = Instant.now();
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
      last = Instant.now();
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      code = status;
      ended = true;
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      ended = true;
    }
  }
}
