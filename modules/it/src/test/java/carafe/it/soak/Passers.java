package carafe.it.soak;

import carafe.it.client.Address;
import carafe.load.loop.Ears;
import carafe.load.loop.Link;
import carafe.load.measure.Faults;
import carafe.load.wire.Say;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Those who pass by: some times a second they ask for a free code, a session, a page, a person's
 * preferences, and watch a room whose game is over, and which has to be read from the journal for
 * that.
 */
final class Passers implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration HANG = Duration.ofSeconds(30);

  /** There are ten thousand codes of four digits; each is kept for its guest for a while. */
  private static final int CODES_EVERY = 5;

  /** People whose preferences are asked for and changed. */
  private static final int PEOPLE = 500;

  private final Address server;
  private final Tables tables;
  private final Faults faults;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong returned = new AtomicLong();
  private final Thread thread;
  private volatile boolean over;

  Passers(int port, Tables tables) {
    this.server = new Address(port);
    this.tables = tables;
    this.faults = tables.faults();
    this.thread = Thread.ofVirtual().name("passers").start(this::pass);
  }

  private void pass() {
    try {
      for (int nth = 0; !over; nth++) {
        if (nth % CODES_EVERY == 0) {
          ask(post("/parties/main"), List.of(201));
        }
        ask(get("/parties/main/" + Tables.code()), List.of(200, 404));
        ask(get("/nothing/here"), List.of(404));
        ask(preferences(nth), List.of(200, 201, 204));
        lookBack();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(HttpRequest.Builder request, List<Integer> expected) {
    var _ =
        http.sendAsync(request.timeout(HANG).build(), HttpResponse.BodyHandlers.discarding())
            .whenComplete(
                (answer, failure) -> {
                  answered.incrementAndGet();
                  if (failure != null) {
                    faults.count("HTTP: " + failure);
                  } else if (!expected.contains(answer.statusCode())) {
                    faults.count(
                        "HTTP: " + answer.statusCode() + " for " + answer.request().method());
                  }
                });
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(server.http(path));
  }

  private HttpRequest.Builder post(String path) {
    return get(path).POST(HttpRequest.BodyPublishers.noBody());
  }

  private HttpRequest.Builder preferences(int nth) {
    return get("/parties/user/soak-" + nth % PEOPLE)
        .header("Content-Type", "application/json")
        .PUT(HttpRequest.BodyPublishers.ofString("{\"nth\":" + nth + "}"));
  }

  private void lookBack() {
    Optional<String> code = tables.oldRoom();
    code.ifPresent(
        room ->
            tables
                .loop()
                .execute(
                    () -> {
                      Visit visit = new Visit();
                      visit.link =
                          tables
                              .dialer()
                              .dial(
                                  tables.loop(),
                                  "/parties/main/" + room + "?_pk=" + UUID.randomUUID(),
                                  visit);
                    }));
  }

  /** Watches until it is told something, then goes. */
  private final class Visit implements Ears {
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable Link link;

    @Override
    public void opened(long at) {}

    @Override
    public void heard(byte[] bytes, int offset, int length, long at) {
      Link mine = link;
      if (mine == null) {
        return;
      }
      if (!asked.getAndSet(true)) {
        mine.say(Say.command("watch_session"));
      } else {
        returned.incrementAndGet();
        mine.leave();
      }
    }

    @Override
    public void ended(String kind) {
      faults.count("looking back: " + kind);
    }
  }

  /** Requests over HTTP that were answered. */
  long answered() {
    return answered.get();
  }

  /** Old rooms that showed what they were. */
  long returned() {
    return returned.get();
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
