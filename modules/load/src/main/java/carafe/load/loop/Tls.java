package carafe.load.loop;

import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** TLS of one link: turns what the socket brings into plain bytes, and plain bytes into TLS. */
final class Tls {
  /** Who is told what comes out at either end. */
  interface Ends {
    /** The handshake is over: plain bytes may be sent. */
    void secured();

    /** Bytes for the socket; they are the receiver's. */
    void cipher(ByteBuffer bytes);

    /** Bytes of the server; they are lent. */
    void plain(byte[] bytes, int from, int to);
  }

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final Ends ends;
  private byte[] rest = {};
  private boolean secured;

  Tls(SSLEngine engine, Ends ends) {
    this.engine = engine;
    this.ends = ends;
  }

  void begin() throws SSLException {
    engine.beginHandshake();
    shake();
  }

  void send(byte[] plain) throws SSLException {
    ByteBuffer source = ByteBuffer.wrap(plain);
    while (source.hasRemaining()) {
      wrap(source);
    }
  }

  /** The server's end of the connection is reached when this is false. */
  boolean feed(byte[] bytes, int from, int to) throws SSLException {
    byte[] all = Arrays.copyOf(rest, rest.length + (to - from));
    System.arraycopy(bytes, from, all, rest.length, to - from);
    ByteBuffer source = ByteBuffer.wrap(all);
    ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    while (true) {
      SSLEngineResult result = engine.unwrap(source, plain);
      shake();
      if (plain.position() > 0) {
        ends.plain(plain.array(), 0, plain.position());
        plain.clear();
      }
      switch (result.getStatus()) {
        case BUFFER_UNDERFLOW -> {
          rest = Arrays.copyOfRange(all, source.position(), all.length);
          return true;
        }
        case BUFFER_OVERFLOW ->
            plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        case CLOSED -> {
          return false;
        }
        case OK -> {
          if (!source.hasRemaining()) {
            rest = new byte[0];
            return true;
          }
        }
      }
    }
  }

  /** Does what the handshake needs, but for more bytes of the server. */
  private void shake() throws SSLException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> {
          // On the loop: thousands of handshakes at once are what is wanted to be seen in its load.
          for (Runnable task = engine.getDelegatedTask();
              task != null;
              task = engine.getDelegatedTask()) {
            task.run();
          }
        }
        case NEED_WRAP -> wrap(NOTHING);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          return;
        }
        case NOT_HANDSHAKING, FINISHED -> {
          if (!secured) {
            secured = true;
            ends.secured();
          }
          return;
        }
      }
    }
  }

  private void wrap(ByteBuffer source) throws SSLException {
    ByteBuffer cipher = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    SSLEngineResult result = engine.wrap(source, cipher);
    if (result.getStatus() == SSLEngineResult.Status.CLOSED && cipher.position() == 0) {
      throw new SSLException("TLS is closed");
    }
    ends.cipher(cipher.flip());
  }
}
