package carafe.it.cluster;

import static java.util.stream.Collectors.toUnmodifiableSet;

import carafe.it.client.Message;
import carafe.it.process.CarafeProcess;
import carafe.it.process.Ports;
import carafe.it.process.Signal;
import carafe.server.settings.DatabaseLogin;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Nodes, numbered from 1, as processes of their own on one database of the test's own. Each keeps
 * its HTTP and its cluster port over restarts. Closing it kills what still runs.
 *
 * <pre>{@code
 * try (TestCluster cluster = TestCluster.of(3).start().awaitWhole()) {
 *   cluster.kill9(2);
 *   connect(cluster.node(1).webSocket("/parties/main/4821"));
 *   cluster.startAgain(2);
 *   cluster.awaitWhole();
 * }
 * }</pre>
 */
public final class TestCluster implements AutoCloseable {
  /** Locked by classes with clusters: the starts of two of them take a small machine's breath. */
  public static final String MACHINE = "clusters";

  private static final Duration WHOLE_WITHIN = Duration.ofSeconds(90);
  private static final long LOOK_AGAIN_MS = 50;

  private final TestDatabase database = TestDatabase.start();
  private final Map<Integer, CarafeProcess> nodes = new TreeMap<>();

  private TestCluster(int size, UnaryOperator<CarafeProcess> configured) {
    for (int number = 1; number <= size; number++) {
      nodes.put(number, configured.apply(newNode()));
    }
  }

  /** Not started yet. */
  public static TestCluster of(int size) {
    return of(size, node -> node);
  }

  /**
   * @param configured gives each node what it is to be started with beside the usual
   */
  public static TestCluster of(int size, UnaryOperator<CarafeProcess> configured) {
    return new TestCluster(size, configured);
  }

  /** With ports of its own, and small; not part of the cluster's numbers, not started. */
  public CarafeProcess newNode() {
    DatabaseLogin login = database.login();
    return CarafeProcess.on(Path.of("target", "no-data-folder"))
        .with("CARAFE_DB_URL", login.url())
        .with("CARAFE_DB_USER", login.user())
        .with("CARAFE_DB_PASSWORD", login.password())
        .with("CARAFE_CLUSTER_PORT", Integer.toString(Ports.free()))
        .withJvmOption("-Xmx256m")
        .withJvmOption("-XX:+UseSerialGC");
  }

  // ---- all of them

  /** All at once; does not wait. */
  public TestCluster start() {
    nodes.values().forEach(CarafeProcess::start);
    return this;
  }

  /** Until all that run are ready and in one cluster of exactly them. */
  public TestCluster awaitWhole() {
    await("one cluster of all nodes", this::isWhole);
    return this;
  }

  /** Whether all that run are ready and in one cluster. */
  public boolean isWhole() {
    failIfOneEnded();
    List<CarafeProcess> running = running();
    if (running.isEmpty() || !running.stream().allMatch(CarafeProcess::isReady)) {
      return false;
    }
    // One row each, that says the same as all others.
    return clusters().size() == running.size()
        && clusters().stream().distinct().count() == 1
        && !clusters().contains("null");
  }

  /**
   * The clusters of which those that hold their locks say they are members; "null": of none yet.
   */
  public List<String> clusters() {
    return database.ask(
        """
        select incarnation from carafe_node n where exists (
          select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
            and l.classid = 1131570737 and l.objid = n.id
            and l.database = (select oid from pg_database where datname = current_database()))
        """);
  }

  public List<CarafeProcess> running() {
    return nodes.values().stream().filter(CarafeProcess::isAlive).toList();
  }

  /** What {@code GET /cluster} of that node says. */
  public Message seenBy(int number) {
    return seenBy(node(number));
  }

  private static Message seenBy(CarafeProcess node) {
    return Message.of(node.getManagement("/cluster").body());
  }

  /** A member in such an answer, by its {@code host:port}. */
  public static Message member(Message seen, String address) {
    return seen.objects("members").stream()
        .filter(member -> member.text("address").equals(address))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no member " + address + " in " + seen));
  }

  /** Until each that runs sees just those that run, all of them up and reachable, and serving. */
  public TestCluster awaitAllSeeAll() {
    await("all see all", this::allSeeAll);
    return this;
  }

  private boolean allSeeAll() {
    failIfOneEnded();
    List<CarafeProcess> running = running();
    try {
      List<Message> seen = running.stream().map(TestCluster::seenBy).toList();
      Set<String> uids = seen.stream().map(one -> one.text("uid")).collect(toUnmodifiableSet());
      return running.stream().allMatch(CarafeProcess::isReady)
          && seen.stream().allMatch(one -> seesJust(uids, one.objects("members")));
    } catch (UncheckedIOException e) {
      return false; // one does not answer yet
    }
  }

  private static boolean seesJust(Set<String> uids, List<Message> members) {
    return members.size() == uids.size()
        && members.stream()
            .allMatch(
                member ->
                    uids.contains(member.text("uid"))
                        && member.text("status").equals("up")
                        && member.flag("reachable")
                        && member.flag("answers"));
  }

  /** What is left would be whole without it. */
  private void failIfOneEnded() {
    for (CarafeProcess node : nodes.values()) {
      if (node.hasEndedByItself()) {
        throw new AssertionError("A node ended:\n" + node.err() + node.out());
      }
    }
  }

  /** Fails with what all nodes printed that run. */
  public void await(String what, BooleanSupplier holds) {
    long deadline = System.nanoTime() + WHOLE_WITHIN.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        StringBuilder said = new StringBuilder();
        running().forEach(node -> said.append("----\n").append(node.err()).append(node.out()));
        throw new AssertionError("not within " + WHOLE_WITHIN + ": " + what + "\n" + said);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  // ---- one of them

  public CarafeProcess node(int number) {
    CarafeProcess node = nodes.get(number);
    if (node == null) {
      throw new IllegalArgumentException("there is no node " + number);
    }
    return node;
  }

  public int size() {
    return nodes.size();
  }

  /** Does not wait until it is ready. */
  public void start(int number) {
    node(number).start();
  }

  /** After an end of any kind, on the same ports; does not wait until it is ready. */
  public void startAgain(int number) {
    node(number).startAgain();
  }

  public void kill9(int number) {
    node(number).kill9();
  }

  /** SIGTERM, and waits; its exit code. */
  public int stop(int number) {
    return node(number).stop();
  }

  /** SIGSTOP: its sockets stay open, and nobody reads from them. */
  public void pause(int number) {
    reach(number, Signal.STOP);
  }

  /** SIGCONT. */
  public void goOn(int number) {
    reach(number, Signal.CONT);
  }

  private void reach(int number, Signal signal) {
    if (!signal.to(node(number).pid())) {
      throw new AssertionError("kill -" + signal + " failed");
    }
  }

  public TestDatabase database() {
    return database;
  }

  @Override
  public void close() {
    nodes.values().forEach(CarafeProcess::close);
    database.close();
  }
}
