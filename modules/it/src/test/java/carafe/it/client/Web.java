package carafe.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Asks a server over HTTP. */
public final class Web {
  private Web() {}

  /** What was answered. */
  public record Answer(int status, String body) {
    public Message json() {
      return Message.of(body);
    }
  }

  public static Answer get(URI address) {
    return send(HttpRequest.newBuilder(address).GET()).join();
  }

  public static Answer get(URI address, String header, String value) {
    return send(HttpRequest.newBuilder(address).GET().header(header, value)).join();
  }

  public static CompletableFuture<Answer> post(URI address) {
    return send(HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()));
  }

  public static CompletableFuture<Answer> send(HttpRequest.Builder request) {
    return Socket.HTTP
        .sendAsync(request.timeout(Told.HANG).build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(response -> new Answer(response.statusCode(), response.body()));
  }

  /** A GET of a path that the platform's client holds for malformed. */
  public static Answer getRaw(Address server, String path) {
    return getRaw(server, path, "Connection: close\r\n");
  }

  /**
   * The same.
   *
   * @param headers whole lines, a {@code Connection: close} among them
   */
  public static Answer getRaw(Address server, String path, String headers) {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout((int) Told.HANG.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = Integer.parseInt(response.split(" ", 3)[1]);
      return new Answer(status, response.substring(response.indexOf("\r\n\r\n") + 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks until it is answered with this status. */
  public static void awaitStatus(URI address, int status) {
    long end = System.nanoTime() + Told.HANG.toNanos();
    while (get(address).status() != status) {
      if (System.nanoTime() > end) {
        throw new AssertionError(address + " never answered " + status);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** A code that is the caller's for ten minutes. */
  public static String freeCode(Address server) {
    Answer answer = post(server.http("/parties/main")).join();
    if (answer.status() != 201) {
      throw new AssertionError("no free code: " + answer);
    }
    return answer.json().text("code");
  }
}
