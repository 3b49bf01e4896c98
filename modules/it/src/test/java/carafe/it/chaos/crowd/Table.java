package carafe.it.chaos.crowd;

import carafe.it.chaos.check.GameNotes;
import carafe.it.client.Address;
import carafe.it.client.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** One game: a host, some phones, and what they let each other see across the table. */
final class Table {
  private static final int TIMER_SECONDS = 15;

  private final String code;
  private final Plan plan = Plan.twoByTwo(TIMER_SECONDS);
  private final Waiter host;
  private final List<Guest> guests = new ArrayList<>();
  private final Map<String, String> right = new ConcurrentHashMap<>();
  private final Set<Guest> seated = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<Guest>> answered = new ConcurrentHashMap<>();
  private final CountDownLatch open = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  Table(String code, int phones, Address server, Random chance) {
    this.code = code;
    this.host =
        new Waiter(
            "HOST-" + UUID.randomUUID(),
            server.session(code, UUID.randomUUID().toString()),
            this,
            new Random(chance.nextLong()));
    for (int i = 0; i < phones; i++) {
      guests.add(
          new Guest(
              "phone " + i,
              server.session(code, UUID.randomUUID().toString()),
              this,
              new Random(chance.nextLong())));
    }
  }

  /** Returns when the game is over; whoever interrupts it ends it where it stands. */
  void play() throws InterruptedException {
    try {
      begin(host);
      open.await();
      awaitEverybody();
    } finally {
      threads.forEach(Thread::interrupt);
    }
  }

  private void awaitEverybody() throws InterruptedException {
    guests.forEach(this::begin);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Everybody comes once more and looks at the results. */
  void lookAgain() throws InterruptedException {
    threads.clear();
    host.lookAgain();
    guests.forEach(Client::lookAgain);
    try {
      begin(host);
      awaitEverybody();
    } finally {
      threads.forEach(Thread::interrupt);
    }
  }

  private void begin(Client client) {
    threads.add(Thread.ofVirtual().name(code).start(client));
  }

  String code() {
    return code;
  }

  Plan plan() {
    return plan;
  }

  Duration timer() {
    return Duration.ofSeconds(TIMER_SECONDS);
  }

  /** The session exists. */
  void opened() {
    open.countDown();
  }

  void right(String question, String option) {
    right.put(question, option);
  }

  void seated(Guest guest) {
    seated.add(guest);
  }

  boolean allSeated() {
    return seated.size() == guests.size();
  }

  void answered(Guest guest, String question) {
    answered.computeIfAbsent(question, _ -> ConcurrentHashMap.newKeySet()).add(guest);
  }

  boolean allAnswered(String question) {
    return answered.getOrDefault(question, Set.of()).size() == guests.size();
  }

  int connections() {
    return host.notebook.connections()
        + guests.stream().mapToInt(guest -> guest.notebook.connections()).sum();
  }

  GameNotes notes() {
    return new GameNotes(
        code,
        right,
        host.notebook.notes(),
        guests.stream().map(guest -> guest.notebook.notes()).toList());
  }
}
