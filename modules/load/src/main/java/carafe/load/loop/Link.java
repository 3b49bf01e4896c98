package carafe.load.loop;

import carafe.load.frame.BrokenFrames;
import carafe.load.frame.ClientFrames;
import carafe.load.frame.FrameSink;
import carafe.load.frame.Handshake;
import carafe.load.frame.ServerFrames;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection, from connecting to its end. Everything happens on its loop's thread.
 */
public final class Link {
  private static final long FAREWELL_NANOS = 2_000_000_000L;

  private enum Stage {
    CONNECTING,
    SECURING,
    SHAKING,
    OPEN,
    LEAVING,
    ENDED
  }

  private final Loop loop;
  private final Target target;
  private final String path;
  private final Ears ears;
  private final ServerFrames frames = new ServerFrames();
  private final FrameSink sink = new Sink();
  private Stage stage = Stage.CONNECTING;
  private @Nullable Handshake handshake = new Handshake();
  private @Nullable Tls tls;
  private @Nullable Plug plug;
  private long readAt;

  Link(Loop loop, Target target, String path, Ears ears) {
    this.loop = loop;
    this.target = target;
    this.path = path;
    this.ears = ears;
  }

  void connect(Optional<InetAddress> source, Trust trust) {
    loop.linkBegan();
    if (target.secure()) {
      tls = new Tls(trust.engine(target), new TlsEnds());
    }
    try {
      Plug opened = new Plug(loop.selector(), source, this);
      plug = opened;
      if (opened.connect(target.address())) {
        connected();
      }
    } catch (IOException e) {
      // Later, as for any other end: who dials does not know the link yet.
      loop.execute(() -> fail("connect: " + e.getMessage()));
    }
  }

  // ---- what its owner does

  public boolean isOpen() {
    return stage == Stage.OPEN;
  }

  /** Sends a message, if the connection is open. */
  public void say(byte[] utf8) {
    if (stage == Stage.OPEN) {
      write(ClientFrames.text(utf8));
    }
  }

  /** Says good-bye and goes, as a tab that is closed; its ears hear nothing more. */
  public void leave() {
    if (stage == Stage.OPEN) {
      stage = Stage.LEAVING;
      write(ClientFrames.close(1000));
      loop.at(System.nanoTime() + FAREWELL_NANOS, this::reset);
    } else if (stage != Stage.LEAVING) {
      reset();
    }
  }

  /** Cuts it off without a word; its ears hear nothing more. */
  public void reset() {
    if (stage != Stage.ENDED) {
      stage = Stage.ENDED;
      loop.linkEnded();
      if (plug != null) {
        plug.reset();
      }
    }
  }

  // ---- what its loop tells it

  void ready(SelectionKey ready) {
    try {
      if (ready.isValid() && ready.isConnectable()) {
        if (plug().finishConnect()) {
          connected();
        }
      }
      if (ready.isValid() && ready.isWritable()) {
        plug().flush();
      }
      if (ready.isValid() && ready.isReadable()) {
        read();
      }
    } catch (IOException e) {
      fail(trouble() + e.getMessage());
    }
  }

  private String trouble() {
    return switch (stage) {
      case CONNECTING -> "connect: ";
      case SECURING -> "tls: ";
      case SHAKING, OPEN, LEAVING, ENDED -> "lost: ";
    };
  }

  private void connected() throws IOException {
    plug().listen();
    if (tls == null) {
      ask();
    } else {
      stage = Stage.SECURING;
      tls.begin();
    }
  }

  private void ask() {
    stage = Stage.SHAKING;
    if (handshake != null) {
      write(handshake.request(target.hostHeader(), target.prefix() + path));
    }
  }

  private void read() throws IOException {
    byte[] bytes = loop.readBuffer();
    int n = plug().read(bytes);
    readAt = System.nanoTime();
    if (n < 0) {
      ended();
    } else if (tls == null) {
      plain(bytes, 0, n);
    } else if (!tls.feed(bytes, 0, n)) {
      ended();
    }
  }

  private void plain(byte[] bytes, int from, int to) {
    try {
      int at = from;
      Handshake pending = handshake;
      if (pending != null) {
        at = pending.feed(bytes, from, to);
        if (at < 0) {
          return;
        }
        handshake = null;
        stage = Stage.OPEN;
        ears.opened(readAt);
      }
      frames.feed(bytes, at, to, sink);
    } catch (Handshake.Refused e) {
      fail(String.valueOf(e.getMessage()));
    } catch (BrokenFrames e) {
      if (stage == Stage.OPEN) {
        write(ClientFrames.close(e.closeCode()));
      }
      fail("broken frame: " + e.getMessage());
    }
  }

  private void write(byte[] bytes) {
    try {
      if (tls == null) {
        plug().write(ByteBuffer.wrap(bytes));
      } else {
        tls.send(bytes);
      }
    } catch (IOException e) {
      // Told once the caller is through: it may stand in the midst of its own state.
      loop.execute(() -> fail("lost: " + e.getMessage()));
    }
  }

  private void ended() {
    fail(stage == Stage.OPEN ? "lost: ended without a close frame" : "handshake: no answer");
  }

  private void fail(String kind) {
    if (stage == Stage.ENDED) {
      return;
    }
    boolean wanted = stage == Stage.LEAVING;
    stage = Stage.ENDED;
    loop.linkEnded();
    if (plug != null) {
      plug.close();
    }
    if (!wanted) {
      ears.ended(kind);
    }
  }

  private Plug plug() throws IOException {
    if (plug == null) {
      throw new IOException("no socket");
    }
    return plug;
  }

  private final class Sink implements FrameSink {
    @Override
    public void text(byte[] bytes, int offset, int length) {
      loop.countFrame();
      if (stage == Stage.OPEN) {
        ears.heard(bytes, offset, length, readAt);
      }
    }

    @Override
    public void ping(byte[] payload) {
      write(ClientFrames.pong(payload));
    }

    @Override
    public void close(int code) {
      if (stage != Stage.LEAVING) { // then it is the answer to ours, and the socket's end follows
        write(ClientFrames.close(code == 1005 ? 1000 : code));
        fail("closed " + code);
      }
    }

    @Override
    public boolean listens() {
      return stage == Stage.OPEN || stage == Stage.LEAVING;
    }
  }

  private final class TlsEnds implements Tls.Ends {
    @Override
    public void secured() {
      ask();
    }

    @Override
    public void cipher(ByteBuffer bytes) {
      try {
        plug().write(bytes);
      } catch (IOException e) {
        loop.execute(() -> fail("lost: " + e.getMessage()));
      }
    }

    @Override
    public void plain(byte[] bytes, int from, int to) {
      Link.this.plain(bytes, from, to);
    }
  }
}
