package carafe.it.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One WebSocket connection, from its opening to its end. */
public final class Socket {
  static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Told.HANG)
          .build();

  private final Told told;
  private final WebSocket webSocket;
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

  private Socket(Told told, WebSocket webSocket) {
    this.told = told;
    this.webSocket = webSocket;
  }

  /** Opens a connection to that address. */
  public static Socket open(String who, URI address) {
    try {
      return opening(who, address).get(Told.HANG.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(who + " was interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(who + " did not come to " + address.getPath(), e);
    }
  }

  /** The same without waiting. */
  public static CompletableFuture<Socket> opening(String who, URI address) {
    Told told = new Told(who);
    return HTTP.newWebSocketBuilder()
        .connectTimeout(Told.HANG)
        .buildAsync(address, new Ear(told))
        .thenApply(webSocket -> new Socket(told, webSocket));
  }

  public Told told() {
    return told;
  }

  public Message next(String type) {
    return told.next(type);
  }

  /** Sends a text, as it is. */
  public synchronized void send(String text) {
    then(() -> webSocket.sendText(text, true));
  }

  public synchronized void sendBinary(byte[] bytes) {
    then(() -> webSocket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  public synchronized void ping() {
    then(() -> webSocket.sendPing(ByteBuffer.allocate(0)));
  }

  /** Says goodbye, and waits until the server has said it too. */
  public Told.Ending close(int code) {
    synchronized (this) {
      then(() -> webSocket.sendClose(code, ""));
    }
    return told.awaitEnding();
  }

  /** Vanishes without a word, as a phone does that loses its network. */
  public void drop() {
    webSocket.abort();
    told.ended(Told.Ending.LOST);
  }

  // The platform's WebSocket takes one message at a time. A server that dies is no failure here:
  // whoever waits for its answer hears that the connection has ended.
  private void then(java.util.function.Supplier<CompletionStage<WebSocket>> next) {
    sent = sent.handle((_, _) -> null).thenCompose(_ -> next.get());
  }

  /** Puts together what comes, and keeps it. */
  private static final class Ear implements WebSocket.Listener {
    private final Told told;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder bytes = new StringBuilder();

    Ear(Told told) {
      this.told = told;
    }

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        told.add(Message.of(text.toString()));
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    /** Told as a message of its own: {@code {type:"binary", bytes:"<hex>"}}. */
    @Override
    public @Nullable CompletionStage<?> onBinary(
        WebSocket webSocket, ByteBuffer data, boolean last) {
      byte[] piece = new byte[data.remaining()];
      data.get(piece);
      bytes.append(HexFormat.of().formatHex(piece));
      if (last) {
        told.add(Message.of("{\"type\":\"binary\",\"bytes\":\"" + bytes + "\"}"));
        bytes.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      told.ended(new Told.Ending(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      told.ended(Told.Ending.LOST);
    }
  }
}
