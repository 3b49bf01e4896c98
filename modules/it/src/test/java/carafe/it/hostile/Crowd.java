package carafe.it.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A process full of hostile clients on one thread. Arguments: the server's port, how many connect
 * in a second, how many milliseconds one that was ended stays away, the session that some of them
 * watch, the one that some of them join, and {@code KIND=count} for each kind. Two other sessions
 * may be told on standard input; it ends with that. Each second it prints how many are there, and
 * how many ever came.
 */
public final class Crowd {
  private static final int READ_BYTES = 64 << 10;
  private static final long SECOND = 1_000_000_000L;
  private static final long SELECT_MS = 5;

  /** Each source address has about 28,000 ports for one server. */
  private static final int SOURCES = 40;

  /** Rooms that those go to who go for none in particular. */
  private static final int ROOMS = 100;

  private record Back(long at, Foe foe) {}

  private final InetSocketAddress server;
  private final int perSecond;
  private final long awayNanos;
  private final Selector selector = Selector.open();
  private final List<Foe> all = new ArrayList<>();
  private final Queue<Back> away = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
  private volatile String watched;
  private volatile String joined;
  private volatile boolean over;
  private long begun;
  private long ended;

  private Crowd(int port, int perSecond, long awayMillis, String watched, String joined)
      throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.perSecond = perSecond;
    this.awayNanos = awayMillis * 1_000_000;
    this.watched = watched;
    this.joined = joined;
  }

  public static void main(String... arguments) throws IOException {
    Crowd crowd =
        new Crowd(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Long.parseLong(arguments[2]),
            arguments[3],
            arguments[4]);
    for (int i = 5; i < arguments.length; i++) {
      String[] kind = arguments[i].split("=", 2);
      crowd.add(Kind.valueOf(kind[0]), Integer.parseInt(kind[1]));
    }
    Thread.ofPlatform().daemon().name("orders").start(crowd::obey);
    crowd.run();
  }

  /** Kinds take turns, so that all of them are there from the beginning. */
  private void add(Kind kind, int count) {
    for (int i = 0; i < count; i++) {
      Foe foe = new Foe(kind, all.size(), selector, this);
      all.add(foe);
      away.add(new Back(i, foe));
    }
  }

  private void obey() {
    try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        String[] codes = order.split(" ", 2);
        watched = codes[0];
        joined = codes[1];
      }
    } catch (IOException e) {
      // Whoever told is gone: so are we.
    }
    over = true;
    selector.wakeup();
  }

  private void run() throws IOException {
    // By the order of their turns, kinds mixed.
    List<Back> order = new ArrayList<>(away);
    order.sort((a, b) -> Long.compare(a.at, b.at));
    away.clear();
    long now = System.nanoTime();
    order.forEach(back -> away.add(new Back(now, back.foe)));

    long told = now;
    long came = 0;
    int turn = 0;
    while (!over) {
      long began = System.nanoTime();
      // Both are spread over each second: who comes, and who has a turn.
      long mayCome = Math.min(perSecond, (began - told) * perSecond / SECOND);
      came += comeBack(began, mayCome - came);
      int due = (int) Math.min(all.size(), (began - told) * all.size() / SECOND);
      for (; turn < due; turn++) {
        all.get(turn).turn(buffer);
      }
      selector.select(this::ready, SELECT_MS);
      if (System.nanoTime() - told >= SECOND) {
        for (; turn < all.size(); turn++) {
          all.get(turn).turn(buffer);
        }
        turn = 0;
        came = 0;
        told += SECOND;
        tell();
      }
    }
    all.forEach(Foe::end);
  }

  private long comeBack(long now, long max) {
    long came = 0;
    for (Back next = away.peek();
        came < max && next != null && next.at - now <= 0;
        next = away.peek()) {
      away.remove();
      came++;
      begun++;
      next.foe.come();
    }
    return came;
  }

  private void ready(SelectionKey key) {
    ((Foe) key.attachment()).ready(buffer);
  }

  private void tell() {
    long here = all.stream().filter(foe -> !foe.isAway()).count();
    long open = all.stream().filter(Foe::isOpen).count();
    System.out.println(here + " " + open + " " + begun + " " + ended);
  }

  // ---- for its clients

  void ended(Foe foe) {
    ended++;
    away.add(new Back(System.nanoTime() + awayNanos, foe));
  }

  SocketAddress server() {
    return server;
  }

  InetAddress source(int number) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) (1 + number % SOURCES)});
  }

  byte[] handshake(Kind kind, int number) {
    String room =
        switch (kind) {
          case NEVER_READS, ASKS_ONLY, SLOW_READER -> watched;
          case VANISHES -> joined;
          case SILENT,
              SLOW_HEAD,
              HALF_HEAD,
              HALF_CHUNK,
              REQUESTS_ONLY,
              SLOW_MESSAGE,
              LARGE,
              PINGS,
              HALF_CLOSES,
              RESETS,
              GARBAGE ->
              number % 2 == 0 ? watched : Integer.toString(7_000_000 + number % ROOMS);
        };
    return ("GET /parties/main/"
            + room
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        .getBytes(US_ASCII);
  }

  String watching() {
    return "{\"type\":\"watch_session\"}";
  }

  String joining() {
    return "{\"type\":\"join_session\",\"code\":\"" + joined + "\"}";
  }
}
