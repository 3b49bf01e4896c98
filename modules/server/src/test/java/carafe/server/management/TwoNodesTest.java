package carafe.server.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import carafe.rooms.census.Tally;
import carafe.rooms.party.RoomTypes;
import carafe.server.http.HttpPort;
import carafe.server.problem.StartProblem;
import carafe.server.settings.Settings;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;
import org.apache.pekko.http.javadsl.server.Directives;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Two members in this JVM, with nothing of rooms but the one who tells what a node carries. */
@Isolated("a busy machine is no sign of a dead one")
class TwoNodesTest {
  private static final Duration HANG = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ActorSystem<Void> one = system();
  private final ActorSystem<Void> other = system();
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final List<String> read = new ArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          log.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  private static ActorSystem<Void> system() {
    return ActorSystem.create(
        Behaviors.empty(),
        "carafe",
        ConfigFactory.parseString(
                """
                pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                pekko.cluster.failure-detector.acceptable-heartbeat-pause = 3 s
                pekko.cluster.split-brain-resolver.stable-after = 20 s
                # A system that is terminated goes without a word.
                pekko.coordinated-shutdown.run-by-actor-system-terminate = off
                """)
            .withFallback(ConfigFactory.load()));
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(MemberLog.class);
  }

  @BeforeEach
  void listen() {
    appender.start();
    logger().addAppender(appender);
  }

  @AfterEach
  void end() {
    logger().detachAppender(appender);
    for (ActorSystem<Void> system : List.of(one, other)) {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  @Test
  void aNodeIsSeenFromBeforeItJoinsUntilItIsLost() throws Exception {
    Management management = start(one);
    JsonNode alone = cluster(management);
    assertThat(alone.get("members")).isEmpty();
    assertThat(alone.get("node").asText()).isEqualTo(address(one));

    Reporter.start(one, RoomTypes.of(), new Tally());
    join(one, one);
    await(
        management,
        all -> all.size() == 1 && isUp(all.get(0)) && all.get(0).get("answers").asBoolean());
    join(other, one);
    JsonNode joined =
        await(management, all -> all.size() == 2 && isUp(all.get(0)) && isUp(all.get(1)));
    assertThat(member(joined, other).get("answers").asBoolean())
        .as("its rooms are not there yet")
        .isFalse();
    assertThat(member(joined, other).has("rooms")).isFalse();
    assertThat(member(joined, one).get("oldest").asBoolean()).isTrue();
    assertThat(member(joined, other).get("oldest").asBoolean()).isFalse();
    Reporter.start(other, RoomTypes.of(), new Tally());
    await(management, all -> member(all, other).get("answers").asBoolean());

    other.terminate();

    JsonNode lost = await(management, all -> !member(all, other).get("reachable").asBoolean());
    assertThat(member(lost, other).get("unreachableBy"))
        .extracting(JsonNode::asText)
        .containsExactly(address(one));
    assertThat(member(lost, other).get("status").asText()).isEqualTo("up");
    awaitLine("WARN Node %s is unreachable: its".formatted(address(other)));
    Cluster.get(one).manager().tell(new Down(addressOf(other)));
    await(management, all -> all.size() == 1);
    awaitLine("WARN Node %s is removed, 1 node left".formatted(address(other)));
  }

  @Test
  void aNodeThatLeavesIsNoWarning() throws Exception {
    Management management = start(one);
    join(one, one);
    join(other, one);
    await(management, all -> all.size() == 2 && isUp(all.get(1)) && isUp(all.get(0)));

    Cluster.get(one).manager().tell(Leave.create(addressOf(other)));

    awaitLine("INFO Node %s is leaving in order".formatted(address(other)));
    awaitLine("INFO Node %s has left, 1 node left".formatted(address(other)));
    assertThat(read).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void manyWhoAskAtOnceGetOneAnswer() throws Exception {
    Management management = start(one);
    join(one, one);
    await(management, all -> all.size() == 1 && isUp(all.get(0)));
    // It never answers: each survey waits a second for it.
    AtomicInteger surveys = new AtomicInteger();
    one.systemActorOf(
        Behaviors.<ReportMessage>receiveMessage(
            _ -> {
              surveys.incrementAndGet();
              return Behaviors.same();
            }),
        Reporter.NAME,
        Props.empty());

    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 400).mapToObj(_ -> asking(management)).toList();

    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(HANG.toSeconds(), TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    assertThat(surveys).as("one at a time").hasPositiveValue().hasValueLessThan(40);
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var settings = new Settings.Management("127.0.0.1", taken.getLocalPort());
      assertThatThrownBy(() -> start(one, settings).address())
          .isInstanceOf(StartProblem.class)
          .hasMessageContaining("is taken by another program")
          .hasMessageEndingWith("CARAFE_MANAGEMENT_PORT");
      assertThat(HttpPort.of(settings).port()).isEqualTo(taken.getLocalPort());
    }
  }

  private static Management start(ActorSystem<?> system) {
    return start(system, new Settings.Management("127.0.0.1", 0));
  }

  private static Management start(ActorSystem<?> system, Settings.Management settings) {
    return Management.begin(
        system, settings, Directives.reject(), Duration.ofSeconds(20), Optional.empty());
  }

  private static void join(ActorSystem<?> who, ActorSystem<?> to) {
    Cluster.get(who).manager().tell(Join.create(addressOf(to)));
  }

  private static Address addressOf(ActorSystem<?> system) {
    return Cluster.get(system).selfMember().address();
  }

  private static String address(ActorSystem<?> system) {
    return Survey.address(addressOf(system), 0).display();
  }

  private static boolean isUp(JsonNode member) {
    return member.get("status").asText().equals("up");
  }

  private static JsonNode member(JsonNode members, ActorSystem<?> system) {
    for (JsonNode member : members) {
      if (member.get("address").asText().equals(address(system))) {
        return member;
      }
    }
    throw new AssertionError(address(system) + " is not in " + members);
  }

  /** Asks until the members are like this. */
  private static JsonNode await(Management management, Predicate<JsonNode> like) throws Exception {
    long end = System.nanoTime() + HANG.toNanos();
    while (true) {
      JsonNode members = cluster(management).get("members");
      if (like.test(members)) {
        return members;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("the members stayed " + members);
      }
    }
  }

  private static JsonNode cluster(Management management) throws Exception {
    HttpResponse<String> answer = asking(management).get(HANG.toSeconds(), TimeUnit.SECONDS);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    return new JsonMapper().readTree(answer.body());
  }

  private static CompletableFuture<HttpResponse<String>> asking(Management management) {
    URI uri = URI.create("http://127.0.0.1:%d/cluster".formatted(management.address().getPort()));
    return HTTP.sendAsync(
        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void awaitLine(String begin) throws InterruptedException {
    long end = System.nanoTime() + HANG.toNanos();
    while (true) {
      String line = log.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError("no line \"%s\" came; but %s".formatted(begin, read));
      }
      read.add(line);
      if (line.startsWith(begin)) {
        return;
      }
    }
  }
}
