package carafe.rooms.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/**
 * A client on a plain socket that can send any bytes, right or wrong. Waiting ends with an error
 * after 20 s, whatever it waits for.
 */
public final class SocketClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket = new Socket();
  private final InputStream in;

  private SocketClient(int port, int receiveBuffer) throws IOException {
    if (receiveBuffer > 0) {
      socket.setReceiveBufferSize(receiveBuffer);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Only the TCP connection. */
  public static SocketClient connect(int port) {
    try {
      return new SocketClient(port, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With so small a receive buffer that a server soon sees who does not read. */
  public static SocketClient connectSlow(int port) {
    try {
      return new SocketClient(port, 2048);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WebSocket at that path, handshake done. */
  public static SocketClient open(int port, String path) {
    SocketClient client = connect(port);
    client.upgrade(path);
    return client;
  }

  /** The same, with so small a receive buffer that a server soon sees who does not read. */
  public static SocketClient openSlow(int port, String path) {
    SocketClient client = connectSlow(port);
    client.upgrade(path);
    return client;
  }

  private void upgrade(String path) {
    send(handshake(path));
    HttpReply reply = reply();
    if (reply.status() != 101
        || !"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=".equals(reply.headers().get("sec-websocket-accept"))) {
      throw new AssertionError("no WebSocket: " + reply);
    }
  }

  /** A valid handshake, with further header lines if there shall be some. */
  public static String handshake(String path, String... headers) {
    return "GET "
        + path
        + " HTTP/1.1\r\n"
        + "Host: localhost\r\n"
        + "Connection: Upgrade\r\n"
        + "Upgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + lines(headers)
        + "\r\n";
  }

  /** A request without a body. */
  public static String request(String method, String path, String... headers) {
    return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n";
  }

  private static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  public SocketClient send(String raw) {
    return send(raw.getBytes(UTF_8));
  }

  public SocketClient send(ClientFrame... frames) {
    return send(ClientFrame.bytes(frames));
  }

  public SocketClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame, when it comes. */
  public ServerFrame read() {
    try {
      return ServerFrame.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to an HTTP request. */
  public HttpReply reply() {
    try {
      return HttpReply.read(in, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to a HEAD request, which has no body whatever its headers say. */
  public HttpReply replyToHead() {
    try {
      return HttpReply.read(in, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has said something that is not read yet. */
  public boolean hasSomething() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the server to end the connection; fails if it says something more. */
  public void readEnd() {
    try {
      int next = in.read();
      if (next >= 0) {
        throw new AssertionError("expected the end, but there is more: " + next);
      }
    } catch (SocketException e) {
      // A reset is an end as well.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads all that still comes; says how much. */
  public long readUntilEnd() {
    long all = 0;
    try {
      byte[] some = new byte[64 * 1024];
      for (int read = 0; read >= 0; read = in.read(some)) {
        all += read;
      }
    } catch (SocketException e) {
      // A reset is an end as well.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Reads frames, of which there may be many, up to a close frame or the end. */
  public String readUntilClose() {
    while (true) {
      try {
        ServerFrame frame = ServerFrame.read(in);
        if (frame.opcode() == ClientFrame.CLOSE) {
          return frame.toString();
        }
      } catch (EOFException | SocketException e) {
        return "ended";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Sends no more, but goes on reading. */
  public void endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Vanishes with a reset. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
