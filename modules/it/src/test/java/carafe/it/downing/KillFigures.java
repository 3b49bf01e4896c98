package carafe.it.downing;

import static org.assertj.core.api.Assertions.assertThat;

import carafe.it.client.Address;
import carafe.it.client.Host;
import carafe.it.client.Message;
import carafe.it.client.Phone;
import carafe.it.client.Plan;
import carafe.it.client.Web;
import carafe.it.cluster.TestCluster;
import carafe.it.process.CarafeProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How long the rooms of a node that was killed with SIGKILL take to accept answers again, step by
 * step. Not a test that runs with the others: {@code docs/operations.md} has the command and what
 * it said.
 */
class KillFigures {
  private static final int RUNS = Integer.getInteger("carafe.figures.runs", 10);
  private static final int NODES = 3;
  private static final int SESSIONS = 9;
  private static final int SESSIONS_MAX = 20 * SESSIONS;

  /** Rooms of the living answer in less; rooms of the dead wait for longer than that by intent. */
  private static final Duration LIVING = Duration.ofMillis(300);

  private static final Duration MEDIAN_MAX = Duration.ofSeconds(5);
  private static final Duration WORST_MAX = Duration.ofSeconds(15);

  private final Plan plan = Plan.small(120);

  private record Table(Host host, Phone phone, Message question) {}

  @Test
  void killedNodes() {
    try (TestCluster cluster = TestCluster.of(NODES, KillFigures::talkative)) {
      cluster.start().awaitWhole();
      measure(cluster, "not the oldest", false);
      measure(cluster, "the oldest, which holds the coordinators", true);
    }
  }

  private static CarafeProcess talkative(CarafeProcess node) {
    Path logging = Path.of("src", "test", "resources", "figures-logback.xml").toAbsolutePath();
    return node.withJvmOption("-Dlogback.configurationFile=" + logging)
        .withJvmOption("-Dpekko.loglevel=DEBUG");
  }

  private void measure(TestCluster cluster, String what, boolean oldest) {
    Map<String, List<Long>> figures = new LinkedHashMap<>();
    for (int run = 0; run < RUNS; run++) {
      oneRun(cluster, oldest)
          .forEach((step, ms) -> figures.computeIfAbsent(step, _ -> new ArrayList<>()).add(ms));
    }
    StringBuilder table =
        new StringBuilder("\nKilled: %s; %d runs; ms after kill -9\n".formatted(what, RUNS));
    figures.forEach(
        (step, all) -> {
          long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
          table.append(
              "| %s | %d | %d | %s%n"
                  .formatted(
                      step,
                      sorted[sorted.length / 2],
                      sorted[sorted.length - 1],
                      Arrays.toString(sorted)));
        });
    System.out.println(table);
    List<Long> answered = figures.getOrDefault("last answer accepted", List.of());
    assertThat(answered).hasSize(RUNS);
    assertThat(answered.stream().sorted().toList().get(RUNS / 2))
        .isLessThanOrEqualTo(MEDIAN_MAX.toMillis());
    assertThat(answered).allMatch(ms -> ms <= WORST_MAX.toMillis());
  }

  private Map<String, Long> oneRun(TestCluster cluster, boolean oldest) {
    awaitSound(cluster);
    int victim =
        numbers()
            .filter(n -> isOldest(cluster.node(n)) == oldest)
            .findFirst()
            .orElseThrow(() -> new AssertionError("nobody is the oldest"));
    List<CarafeProcess> survivors =
        numbers().filter(n -> n != victim).mapToObj(cluster::node).toList();
    Address here = new Address(survivors.getFirst().port());
    List<Table> tables = tables(here, cluster.node(victim));

    Instant killed = Instant.now();
    cluster.kill9(victim);
    List<CompletableFuture<Long>> answers =
        tables.stream()
            .map(table -> CompletableFuture.supplyAsync(() -> answer(table, killed)))
            .toList();
    List<Long> ofTheDead =
        answers.stream()
            .map(CompletableFuture::join)
            .filter(ms -> ms > LIVING.toMillis())
            .sorted()
            .toList();
    assertThat(ofTheDead).as("rooms that lived on the killed node").isNotEmpty();

    Map<String, Long> steps = new LinkedHashMap<>();
    steps.put("its process is known to be dead", first(survivors, killed, "is dead: its lock"));
    steps.put("downed", first(survivors, killed, " is given up: "));
    steps.put("removed, seen by the first", first(survivors, killed, " is removed, "));
    steps.put("coordinator up", first(survivors, killed, "Sharding Coordinator was"));
    steps.put("shard allocated, the first", first(survivors, killed, "] allocated at ["));
    steps.put("shard started, the first", first(survivors, killed, "Starting shard ["));
    steps.put("first answer accepted", ofTheDead.getFirst());
    steps.put("last answer accepted", ofTheDead.getLast());
    steps.put("rooms", (long) ofTheDead.size());
    steps.values().removeIf(ms -> ms < 0);

    for (Table table : tables) {
      table.phone().socket().drop();
      table.host().socket().drop();
    }
    cluster.startAgain(victim);
    return steps;
  }

  /** Some of them on that node. */
  private List<Table> tables(Address here, CarafeProcess on) {
    List<Table> tables = new ArrayList<>();
    long before = rooms(on);
    while (rooms(on) == before && tables.size() < SESSIONS_MAX) {
      IntStream.range(0, SESSIONS).forEach(_ -> tables.add(table(here)));
    }
    return tables;
  }

  private static long rooms(CarafeProcess node) {
    Seen seen = Seen.by(node);
    return seen.member(seen.uid()).objects("parties").stream()
        .filter(party -> party.text("party").equals("main"))
        .mapToLong(party -> party.number("rooms"))
        .sum();
  }

  private Table table(Address here) {
    Host host = Host.on(Web.freeCode(here)).create(here, plan);
    Phone phone = new Phone("phone of " + host.code(), host.code()).join(here);
    return new Table(host, phone, host.start());
  }

  /** Answers, again whenever it is told to, until it is accepted. */
  private long answer(Table table, Instant killed) {
    Phone phone = table.phone();
    phone.submit(table.question(), plan.rightOption(table.question()));
    Predicate<Message> told = m -> m.is("game:answer_accepted") || m.is("error");
    while (phone.told().next(told).is("error")) {
      phone.submit(table.question(), plan.rightOption(table.question()));
    }
    return Duration.between(killed, Instant.now()).toMillis();
  }

  /** When one of them first said so; negative: none did. */
  private static long first(List<CarafeProcess> nodes, Instant since, String what) {
    return nodes.stream()
        .flatMap(node -> node.out().lines())
        .filter(line -> line.contains(what))
        .flatMap(line -> at(line).stream())
        .filter(at -> !at.isBefore(since))
        .map(at -> Duration.between(since, at).toMillis())
        .min(Long::compare)
        .orElse(-1L);
  }

  private static Optional<Instant> at(String line) {
    try {
      return Optional.of(Instant.parse(line.split(" ", 2)[0]));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static boolean isOldest(CarafeProcess node) {
    Seen seen = Seen.by(node);
    return seen.member(seen.uid()).flag("oldest");
  }

  private static void awaitSound(TestCluster cluster) {
    cluster.awaitWhole();
    cluster.await(
        "everybody sees everybody",
        () -> numbers().allMatch(n -> Seen.by(cluster.node(n)).sound().size() == NODES));
  }

  private static IntStream numbers() {
    return IntStream.rangeClosed(1, NODES);
  }
}
