package carafe.it.chaos.crowd;

import carafe.it.chaos.check.GameNotes;
import carafe.it.client.Address;
import carafe.it.client.Message;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Many tables at which one game follows the other, until the last orders. */
public final class Crowd implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WITHIN)
          .build();
  private final Address server;
  private final int phones;
  private final Queue<Table> tables = new ConcurrentLinkedQueue<>();
  private final Queue<Table> finished = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads;
  private volatile boolean lastOrders;

  private Crowd(Address server, int tableCount, int phones, long seed) {
    this.server = server;
    this.phones = phones;
    Random chance = new Random(seed);
    this.threads =
        chance
            .longs(tableCount)
            .mapToObj(own -> Thread.ofVirtual().unstarted(() -> playOn(new Random(own))))
            .toList();
  }

  /** Sits down at once. */
  public static Crowd at(Address server, int tables, int phonesEach, long seed) {
    Crowd crowd = new Crowd(server, tables, phonesEach, seed);
    crowd.threads.forEach(Thread::start);
    return crowd;
  }

  private void playOn(Random chance) {
    try {
      do {
        Table table = new Table(code(), phones, server, chance);
        tables.add(table);
        table.play();
        finished.add(table);
      } while (!lastOrders);
    } catch (InterruptedException e) {
      // The test is over; the game that was cut short shows in the notes.
    }
  }

  /** Asks until it is given one. */
  private String code() throws InterruptedException {
    while (true) {
      HttpRequest request =
          HttpRequest.newBuilder(server.http("/parties/main"))
              .timeout(ANSWER_WITHIN)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      try {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 201) {
          return Message.of(answer.body()).text("code");
        }
      } catch (IOException e) {
        // Nobody is there; again.
      }
      TimeUnit.MILLISECONDS.sleep(300);
    }
  }

  /** No new game begins. */
  public void lastOrders() {
    lastOrders = true;
  }

  /** No new game begins; whether all that had begun came to their end in time. */
  public boolean finish(Duration within) throws InterruptedException {
    lastOrders();
    return awaitAll(threads, within);
  }

  /** Everybody of every game that was over comes once more; whether all could in time. */
  public boolean lookAgain(Duration within) throws InterruptedException {
    List<Thread> comingBack =
        finished.stream().map(table -> Thread.ofVirtual().start(() -> lookAgain(table))).toList();
    boolean all = awaitAll(comingBack, within);
    comingBack.forEach(Thread::interrupt);
    return all;
  }

  private static void lookAgain(Table table) {
    try {
      table.lookAgain();
    } catch (InterruptedException e) {
      // Who could not come is told of.
    }
  }

  private static boolean awaitAll(List<Thread> threads, Duration within)
      throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    boolean all = true;
    for (Thread thread : threads) {
      all &= thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }
    return all;
  }

  /** What everybody wrote down, games under way included. */
  public List<GameNotes> notes() {
    return tables.stream().map(Table::notes).toList();
  }

  /** How many connections were opened in all. */
  public int connections() {
    return tables.stream().mapToInt(Table::connections).sum();
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
